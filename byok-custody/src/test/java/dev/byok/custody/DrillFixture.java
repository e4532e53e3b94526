package dev.byok.custody;

import static dev.byok.KeySpec.AES_256;
import static dev.byok.WrappingAlgorithm.RSAES_OAEP_SHA_256;
import static org.assertj.core.api.Assertions.assertThat;

import com.tencentcloudapi.common.Credential;
import dev.byok.KeyCheckValue;
import dev.byok.KeyId;
import dev.byok.KeyMaterial;
import dev.byok.Validity;
import dev.byok.kms.ExternalKey;
import dev.byok.kms.ExternalKeyClient;
import dev.byok.kms.KeyOrigin;
import dev.byok.kms.KeyState;
import dev.byok.tencent.TencentExternalKeyClient;
import dev.byok.testkit.EmulatorClock;
import dev.byok.testkit.EmulatorOptions;
import dev.byok.testkit.KmsEmulator;
import dev.byok.testkit.RecordedRequest;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** An emulator, a client on it, and the envelope of the material 0, 1, 2 and so on. */
abstract class DrillFixture {
  static final KeyCheckValue RIGHT = new KeyCheckValue(AES_256, "f29000");
  static final KeyCheckValue OTHER = new KeyCheckValue(AES_256, "000000");
  static final EscrowEnvelope ENVELOPE = Samples.envelope(Holder.P256.recipient());

  final EmulatorClock clock = EmulatorClock.fixed(Holder.NOW);
  final RestoreDrill drill = RestoreDrill.expecting(RIGHT, clock);
  final List<OpenedEscrow> opened = new ArrayList<>();
  KmsEmulator emulator;
  ExternalKeyClient kms;

  @BeforeEach
  void start() {
    emulator = KmsEmulator.start(EmulatorOptions.defaults().withClock(clock));
    kms =
        TencentExternalKeyClient.connect(
                new Credential(emulator.secretId(), emulator.secretKey()),
                "ap-guangzhou",
                emulator.uri())
            .withClock(clock);
  }

  @AfterEach
  void stop() {
    emulator.close();
    assertThat(opened)
        .allSatisfy(each -> assertThat(each.material()).hasToString("KeyMaterial[closed]"));
  }

  OpenedEscrow open() {
    OpenedEscrow result = ENVELOPE.open(Holder.P256.key());
    opened.add(result);
    return result;
  }

  KeyId importedKey(Validity validity) {
    KeyId id = kms.create("payments").id();
    try (KeyMaterial material = Samples.material(AES_256)) {
      kms.importKey(id, material, RSAES_OAEP_SHA_256, validity);
    }
    emulator.clearRequests();
    return id;
  }

  List<String> actions() {
    return emulator.requests().stream().map(RecordedRequest::action).toList();
  }

  static ExternalKey with(ExternalKey key, KeyState state, KeyOrigin origin) {
    return new ExternalKey(
        key.id(),
        key.alias(),
        key.description(),
        state,
        origin,
        key.spec(),
        key.validity(),
        key.createdAt(),
        key.deletionDate(),
        key.clusterId());
  }

  ExternalKeyClient describing(UnaryOperator<ExternalKey> change) {
    return intercepted("describe", (real, arguments) -> change.apply((ExternalKey) real.get()));
  }

  /** The client with one method changed. */
  ExternalKeyClient intercepted(
      String method, BiFunction<Supplier<Object>, Object[], Object> change) {
    Object proxy =
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {ExternalKeyClient.class},
            (self, called, arguments) -> {
              Supplier<Object> real =
                  () -> {
                    try {
                      return called.invoke(kms, arguments);
                    } catch (IllegalAccessException | InvocationTargetException e) {
                      throw new AssertionError(e);
                    }
                  };
              return called.getName().equals(method) ? change.apply(real, arguments) : real.get();
            });
    return (ExternalKeyClient) proxy;
  }
}
