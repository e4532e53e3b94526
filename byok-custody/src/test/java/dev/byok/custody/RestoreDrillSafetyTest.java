package dev.byok.custody;

import static dev.byok.custody.CloudBinding.BOUND_OR_UNKNOWN;
import static dev.byok.custody.CloudBinding.EXPIRY_MAY_RETURN;
import static dev.byok.custody.CloudBinding.NOT_BOUND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.byok.KeyId;
import dev.byok.Validity;
import dev.byok.kms.ExternalKeyClient;
import dev.byok.kms.KeyOrigin;
import dev.byok.kms.KeyState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Keys that are not safe to drill are read once and left alone. */
class RestoreDrillSafetyTest extends DrillFixture {
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
    drill.reimport(this::open, kms, id, NOT_BOUND);

    clock.advance(Duration.ofSeconds(1));

    assertRefused(id, NOT_BOUND, "less than an hour");
  }

  @Test
  void is_refused_with_an_expiry_that_a_binding_may_have_cancelled_unless_accepted() {
    KeyId id = importedKey(Validity.until(Holder.NOW.plus(Duration.ofDays(9))));

    assertRefused(id, BOUND_OR_UNKNOWN, "cloud product");
    assertThat(drill.reimport(this::open, kms, id, EXPIRY_MAY_RETURN).live()).isPresent();
  }

  @Test
  void but_not_for_a_binding_if_it_never_expires() {
    KeyId id = importedKey(Validity.never());

    assertThat(drill.reimport(this::open, kms, id, BOUND_OR_UNKNOWN).live()).isPresent();
  }

  private void assertRefused(KeyId id, CloudBinding binding, String reason) {
    assertRefused(kms, id, binding, reason);
  }

  private void assertRefused(
      ExternalKeyClient client, KeyId id, CloudBinding binding, String reason) {
    emulator.clearRequests();
    assertThatThrownBy(() -> drill.reimport(this::open, client, id, binding))
        .isInstanceOf(DrillRefusedException.class)
        .hasMessageContaining(reason)
        .hasMessageContaining("Nothing was imported");
    assertThat(actions()).containsExactly("DescribeKey");
  }
}
