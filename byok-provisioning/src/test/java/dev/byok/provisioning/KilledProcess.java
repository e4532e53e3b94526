package dev.byok.provisioning;

import com.tencentcloudapi.common.Credential;
import dev.byok.KeyMaterial;
import dev.byok.KeySpec;
import dev.byok.kms.ExternalKeyClient;
import dev.byok.tencent.TencentExternalKeyClient;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** The program that is killed: provisions 20 keys against the endpoint that it is given. */
final class KilledProcess {
  static final int KEYS = 20;
  static final String SECRET_ID = "AKIDkilled";

  private KilledProcess() {}

  public static void main(String[] arguments) {
    // Worth nothing outside the emulator that the test has started.
    Credential credential = new Credential(SECRET_ID, arguments[1]);
    ExternalKeyClient client =
        TencentExternalKeyClient.connect(credential, "ap-guangzhou", URI.create(arguments[0]));
    Provisioner.using(client).provision(desired(), Progress.none());
  }

  static List<DesiredKey> desired() {
    DesiredValidity validity = DesiredValidity.rolling(Duration.ofDays(90), Duration.ofDays(30));
    return IntStream.rangeClosed(1, KEYS)
        .mapToObj(number -> "killed-" + number)
        .map(alias -> DesiredKey.of(alias, () -> material(alias), validity))
        .toList();
  }

  private static KeyMaterial material(String alias) {
    return KeyMaterial.takeFrom(Fleet.draw(alias), KeySpec.AES_256);
  }
}
