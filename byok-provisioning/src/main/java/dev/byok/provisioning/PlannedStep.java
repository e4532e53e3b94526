package dev.byok.provisioning;

import dev.byok.kms.ExternalKey;
import java.util.Objects;
import java.util.Optional;

/**
 * What a run will do about one desired key, and why.
 *
 * @param desired the key as it shall be
 * @param action what will be done
 * @param key the key under that alias as the KMS showed it; empty if there is none
 * @param blocked why nothing will be done; empty unless the action is BLOCKED
 * @param reason why, in words, with the values that led to it
 */
public record PlannedStep(
    DesiredKey desired,
    StepAction action,
    Optional<ExternalKey> key,
    Optional<BlockReason> blocked,
    String reason) {

  /**
   * Checks the parts.
   *
   * @throws IllegalArgumentException if a block reason is missing or too many
   */
  public PlannedStep {
    Objects.requireNonNull(desired, "desired");
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(reason, "reason");
    if (blocked.isPresent() != (action == StepAction.BLOCKED)) {
      throw new IllegalArgumentException("A blocked step, and only that, has a block reason.");
    }
  }

  static PlannedStep create(DesiredKey desired) {
    return new PlannedStep(
        desired,
        StepAction.CREATE,
        Optional.empty(),
        Optional.empty(),
        "no key has this alias; valid " + desired.validity());
  }

  static PlannedStep on(DesiredKey desired, ExternalKey key, StepAction action, String reason) {
    return new PlannedStep(desired, action, Optional.of(key), Optional.empty(), reason);
  }

  static PlannedStep blocked(
      DesiredKey desired, Optional<ExternalKey> key, BlockReason why, String details) {
    String reason = details.isEmpty() ? why.toString() : why + ": " + details;
    return new PlannedStep(desired, StepAction.BLOCKED, key, Optional.of(why), reason);
  }

  /** Returns one line: action, alias, reason. */
  @Override
  public String toString() {
    return "%-7s %s: %s"
        .formatted(action.name().toLowerCase(java.util.Locale.ROOT), desired.alias(), reason);
  }
}
