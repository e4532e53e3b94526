package dev.byok.custody;

import static dev.byok.KeySpec.AES_256;
import static dev.byok.WrappingAlgorithm.RSAES_OAEP_SHA_1;
import static dev.byok.WrappingAlgorithm.RSAES_OAEP_SHA_256;
import static dev.byok.custody.CloudBinding.NOT_BOUND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.byok.KeyId;
import dev.byok.KeyMaterial;
import dev.byok.Validity;
import dev.byok.kms.ExternalKeyClient;
import dev.byok.kms.KeyMaterialMismatchException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RestoreDrillTest extends DrillFixture {
  @Test
  void opening_records_what_was_found_and_sends_nothing() {
    DrillRecord record = drill.open(this::open);

    assertThat(record.name()).isEqualTo("payments");
    assertThat(record.checkValue()).isEqualTo(RIGHT);
    assertThat(record.drilledAt()).isEqualTo(Holder.NOW);
    assertThat(record.live()).isEmpty();
    assertThat(emulator.requests()).isEmpty();
  }

  @Test
  void opening_refuses_a_wrong_copy() {
    RestoreDrill other = RestoreDrill.expecting(OTHER, clock);

    assertThatThrownBy(() -> other.open(this::open))
        .isInstanceOfSatisfying(
            WrongCopyException.class,
            e -> {
              assertThat(e.expected()).isEqualTo(OTHER);
              assertThat(e.actual()).isEqualTo(RIGHT);
            })
        .hasMessageContaining("payments");
  }

  @Test
  void reimporting_proves_the_copy_and_leaves_the_expiry_as_it_was() {
    for (Validity validity :
        List.of(Validity.never(), Validity.until(Holder.NOW.plus(Duration.ofDays(9))))) {
      KeyId id = importedKey(validity);

      DrillRecord record = drill.reimport(this::open, kms, id, NOT_BOUND);

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

    drill.reimport(this::open, watched, id, NOT_BOUND);
    drill.withAlgorithm(RSAES_OAEP_SHA_1).reimport(this::open, watched, id, NOT_BOUND);

    assertThat(algorithms).containsExactly(RSAES_OAEP_SHA_256, RSAES_OAEP_SHA_1);
  }

  @Test
  void refuses_a_wrong_copy_before_any_request() {
    KeyId id = importedKey(Validity.never());
    RestoreDrill other = RestoreDrill.expecting(OTHER, clock);

    assertThatThrownBy(() -> other.reimport(this::open, kms, id, NOT_BOUND))
        .isInstanceOf(WrongCopyException.class);

    assertThat(emulator.requests()).isEmpty();
  }

  @Test
  void passes_on_that_the_key_holds_other_material() {
    KeyId id = kms.create("payments").id();
    try (KeyMaterial material = KeyMaterial.generate(AES_256)) {
      kms.importKey(id, material, RSAES_OAEP_SHA_256, Validity.never());
    }

    assertThatThrownBy(() -> drill.reimport(this::open, kms, id, NOT_BOUND))
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

    DrillRecord record = drill.reimport(this::open, racing, id, NOT_BOUND);

    assertThat(record.live()).contains(new LiveProof(id, Validity.never(), changed));
    assertThat(record.live().orElseThrow().expiryChanged()).isTrue();
  }
}
