package dev.byok.examples;

import com.tencentcloudapi.common.Credential;
import dev.byok.ByokException;
import dev.byok.kms.ExternalKeyClient;
import dev.byok.tencent.TencentExternalKeyClient;
import dev.byok.testkit.KmsEmulator;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Where an example plays: an emulator of its own by default, the real service only with {@code
 * --real}.
 */
final class Stage implements AutoCloseable {
  private static final String REAL = "--real";

  private final ExternalKeyClient kms;
  private final String place;
  private final @Nullable KmsEmulator emulator;

  private Stage(ExternalKeyClient kms, String place, @Nullable KmsEmulator emulator) {
    this.kms = kms;
    this.place = place;
    this.emulator = emulator;
  }

  static Stage of(String... arguments) {
    if (!Arrays.asList(REAL).containsAll(Arrays.asList(arguments))) {
      throw new IllegalArgumentException(
          "The only argument is --real: use the real service, with TENCENTCLOUD_SECRET_ID,"
              + " TENCENTCLOUD_SECRET_KEY and TENCENTCLOUD_REGION in the environment.");
    }
    return arguments.length == 0 ? emulated() : real();
  }

  private static Stage emulated() {
    KmsEmulator emulator = KmsEmulator.start();
    Credential credential = new Credential(emulator.secretId(), emulator.secretKey());
    ExternalKeyClient kms =
        TencentExternalKeyClient.connect(credential, "ap-guangzhou", emulator.uri())
            .withClock(emulator.clock());
    return new Stage(
        kms, "the emulator at " + emulator.uri() + " (no account, nothing billed)", emulator);
  }

  private static Stage real() {
    ExternalKeyClient kms = TencentExternalKeyClient.connectFromEnvironment();
    return new Stage(
        kms,
        "the REAL Tencent Cloud KMS, "
            + kms
            + ". This creates a BILLABLE key; its deletion is scheduled at the end",
        null);
  }

  /** Runs an example; what its user can mend is told in a line, not in a stack trace. */
  static void orExplain(Runnable example) {
    try {
      example.run();
    } catch (IllegalArgumentException | IllegalStateException | ByokException failed) {
      System.err.println(failed.getMessage());
      System.exit(2);
    }
  }

  ExternalKeyClient kms() {
    return kms;
  }

  @Override
  public String toString() {
    return place;
  }

  @Override
  public void close() {
    if (emulator != null) {
      emulator.close();
    }
  }
}
