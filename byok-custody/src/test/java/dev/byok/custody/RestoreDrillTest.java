package dev.byok.custody;

import static dev.byok.KeySpec.AES_256;
import static dev.byok.WrappingAlgorithm.RSAES_OAEP_SHA_1;
import static dev.byok.WrappingAlgorithm.RSAES_OAEP_SHA_256;
import static dev.byok.custody.CloudBinding.BOUND_OR_UNKNOWN;
import static dev.byok.custody.CloudBinding.EXPIRY_MAY_RETURN;
import static dev.byok.custody.CloudBinding.NOT_BOUND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tencentcloudapi.common.Credential;
import dev.byok.KeyCheckValue;
import dev.byok.KeyId;
import dev.byok.KeyMaterial;
import dev.byok.Validity;
import dev.byok.kms.ExternalKey;
import dev.byok.kms.ExternalKeyClient;
import dev.byok.kms.KeyMaterialMismatchException;
import dev.byok.kms.KeyOrigin;
import dev.byok.kms.KeyState;
import dev.byok.tencent.TencentExternalKeyClient;
import dev.byok.testkit.EmulatorClock;
import dev.byok.testkit.EmulatorOptions;
import dev.byok.testkit.KmsEmulator;
import dev.byok.testkit.RecordedRequest;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RestoreDrillTest {
  private static final KeyCheckValue RIGHT = new KeyCheckValue(AES_256, "f29000");
  private static final KeyCheckValue OTHER = new KeyCheckValue(AES_256, "000000");
  private static final EscrowEnvelope ENVELOPE = Samples.envelope(Holder.P256.recipient());

  private final EmulatorClock clock = EmulatorClock.fixed(Holder.NOW);
  private final RestoreDrill drill = RestoreDrill.expecting(RIGHT, clock);
  private final List<OpenedEscrow> opened = new ArrayList<>();
  private KmsEmulator emulator;
  private ExternalKeyClient kms;

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

  private OpenedEscrow open() {
    OpenedEscrow result = ENVELOPE.open(Holder.P256.key());
    opened.add(result);
    return result;
  }

  private KeyId importedKey(Validity validity) {
    KeyId id = kms.create("payments").id();
    try (KeyMaterial material = Samples.material(AES_256)) {
      kms.importKey(id, material, RSAES_OAEP_SHA_256, validity);
    }
    emulator.clearRequests();
    return id;
  }

  private List<String> actions() {
    return emulator.requests().stream().map(RecordedRequest::action).toList();
  }

  @Nested
  class Opening {
    @Test
    void records_what_was_found_and_sends_nothing() {
      DrillRecord record = drill.open(RestoreDrillTest.this::open);

      assertThat(record.name()).isEqualTo("payments");
      assertThat(record.checkValue()).isEqualTo(RIGHT);
      assertThat(record.drilledAt()).isEqualTo(Holder.NOW);
      assertThat(record.live()).isEmpty();
      assertThat(emulator.requests()).isEmpty();
    }

    @Test
    void refuses_a_wrong_copy() {
      RestoreDrill other = RestoreDrill.expecting(OTHER, clock);

      assertThatThrownBy(() -> other.open(RestoreDrillTest.this::open))
          .isInstanceOfSatisfying(
              WrongCopyException.class,
              e -> {
                assertThat(e.expected()).isEqualTo(OTHER);
                assertThat(e.actual()).isEqualTo(RIGHT);
              })
          .hasMessageContaining("payments");
    }
  }

  @Nested
  class Reimporting {
    @Test
    void proves_the_copy_and_leaves_the_expiry_as_it_was() {
      for (Validity validity :
          List.of(Validity.never(), Validity.until(Holder.NOW.plus(Duration.ofDays(9))))) {
        KeyId id = importedKey(validity);

        DrillRecord record = drill.reimport(RestoreDrillTest.this::open, kms, id, NOT_BOUND);

        assertThat(record.live()).contains(new LiveProof(id, validity, validity));
        assertThat(record.live().orElseThrow().expiryChanged()).isFalse();
        assertThat(actions())
            .containsExactly(
                "DescribeKey", "GetParametersForImport", "ImportKeyMaterial", "DescribeKey");
        assertThat(kms.describe(id).validity()).isEqualTo(validity);
        kms.updateAlias(id, "done-" + id);
      }
    }

    @Test
    void wraps_by_the_algorithm_that_it_was_told() {
      KeyId id = importedKey(Validity.never());
      List<Object> algorithms = new ArrayList<>();
      ExternalKeyClient watched =
          intercepted(
              "importKey",
              (real, arguments) -> {
                algorithms.add(arguments[2]);
                return real.get();
              });

      drill.reimport(RestoreDrillTest.this::open, watched, id, NOT_BOUND);
      drill
          .withAlgorithm(RSAES_OAEP_SHA_1)
          .reimport(RestoreDrillTest.this::open, watched, id, NOT_BOUND);

      assertThat(algorithms).containsExactly(RSAES_OAEP_SHA_256, RSAES_OAEP_SHA_1);
    }

    @Test
    void refuses_a_wrong_copy_before_any_request() {
      KeyId id = importedKey(Validity.never());
      RestoreDrill other = RestoreDrill.expecting(OTHER, clock);

      assertThatThrownBy(() -> other.reimport(RestoreDrillTest.this::open, kms, id, NOT_BOUND))
          .isInstanceOf(WrongCopyException.class);

      assertThat(emulator.requests()).isEmpty();
    }

    @Test
    void passes_on_that_the_key_holds_other_material() {
      KeyId id = kms.create("payments").id();
      try (KeyMaterial material = KeyMaterial.generate(AES_256)) {
        kms.importKey(id, material, RSAES_OAEP_SHA_256, Validity.never());
      }

      assertThatThrownBy(() -> drill.reimport(RestoreDrillTest.this::open, kms, id, NOT_BOUND))
          .isInstanceOf(KeyMaterialMismatchException.class);
    }

    @Test
    void reports_an_expiry_that_somebody_changed_meanwhile() {
      KeyId id = importedKey(Validity.never());
      Validity changed = Validity.until(Holder.NOW.plus(Duration.ofDays(2)));
      ExternalKeyClient racing =
          intercepted(
              "importKey",
              (real, arguments) -> {
                Object result = real.get();
                try (KeyMaterial material = Samples.material(AES_256)) {
                  kms.importKey(id, material, RSAES_OAEP_SHA_256, changed);
                }
                return result;
              });

      DrillRecord record = drill.reimport(RestoreDrillTest.this::open, racing, id, NOT_BOUND);

      assertThat(record.live()).contains(new LiveProof(id, Validity.never(), changed));
      assertThat(record.live().orElseThrow().expiryChanged()).isTrue();
    }
  }

  @Nested
  class A_key_that_is_not_safe_to_drill {
    @Test
    void is_refused_without_material_disabled_and_pending_deletion() {
      KeyId id = importedKey(Validity.never());

      kms.disable(id);
      assertRefused(id, NOT_BOUND, "DISABLED");
      kms.scheduleDeletion(id, 7);
      assertRefused(id, NOT_BOUND, "PENDING_DELETION");
      KeyId empty = kms.create("empty").id();
      assertRefused(empty, NOT_BOUND, "PENDING_IMPORT");
    }

    @Test
    void is_refused_in_states_that_an_adapter_may_report() {
      KeyId id = importedKey(Validity.never());

      for (KeyState state : List.of(KeyState.ARCHIVED, KeyState.UNKNOWN)) {
        ExternalKeyClient other = describing(key -> with(key, state, KeyOrigin.EXTERNAL));
        assertRefused(other, id, NOT_BOUND, state.name());
      }
      assertRefused(
          describing(key -> with(key, KeyState.ENABLED, KeyOrigin.KMS)),
          id,
          NOT_BOUND,
          "made by the KMS");
    }

    @Test
    void is_refused_up_to_an_hour_before_its_expiry() {
      Instant end = Holder.NOW.plus(Duration.ofHours(2));
      KeyId id = importedKey(Validity.until(end));
      clock.advance(Duration.ofHours(1).minusSeconds(1));
      drill.reimport(RestoreDrillTest.this::open, kms, id, NOT_BOUND);

      clock.advance(Duration.ofSeconds(1));

      assertRefused(id, NOT_BOUND, "less than an hour");
    }

    @Test
    void is_refused_with_an_expiry_that_a_binding_may_have_cancelled_unless_accepted() {
      KeyId id = importedKey(Validity.until(Holder.NOW.plus(Duration.ofDays(9))));

      assertRefused(id, BOUND_OR_UNKNOWN, "cloud product");
      assertThat(drill.reimport(RestoreDrillTest.this::open, kms, id, EXPIRY_MAY_RETURN).live())
          .isPresent();
    }

    @Test
    void but_not_for_a_binding_if_it_never_expires() {
      KeyId id = importedKey(Validity.never());

      assertThat(drill.reimport(RestoreDrillTest.this::open, kms, id, BOUND_OR_UNKNOWN).live())
          .isPresent();
    }

    private void assertRefused(KeyId id, CloudBinding binding, String reason) {
      assertRefused(kms, id, binding, reason);
    }

    private void assertRefused(
        ExternalKeyClient client, KeyId id, CloudBinding binding, String reason) {
      emulator.clearRequests();
      assertThatThrownBy(() -> drill.reimport(RestoreDrillTest.this::open, client, id, binding))
          .isInstanceOf(DrillRefusedException.class)
          .hasMessageContaining(reason)
          .hasMessageContaining("Nothing was imported");
      assertThat(actions()).containsExactly("DescribeKey");
    }
  }

  private static ExternalKey with(ExternalKey key, KeyState state, KeyOrigin origin) {
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

  private ExternalKeyClient describing(UnaryOperator<ExternalKey> change) {
    return intercepted("describe", (real, arguments) -> change.apply((ExternalKey) real.get()));
  }

  /** The client with one method changed. */
  private ExternalKeyClient intercepted(
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
