package dev.byok.provisioning;

import dev.byok.KeyCheckValue;
import dev.byok.KeyId;
import dev.byok.KeySpec;
import dev.byok.kms.ExternalKey;
import dev.byok.kms.KeyState;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Compares one desired key with the key under its alias, and says what is to be done. */
final class Judge {
  private final boolean mark;
  private final Map<String, KeyId> adopted;
  private final KnownEdition edition;
  private final DrillRule drills;

  Judge(boolean mark, Map<String, KeyId> adopted, KnownEdition edition, DrillRule drills) {
    this.mark = mark;
    this.adopted = adopted;
    this.edition = edition;
    this.drills = drills;
  }

  /**
   * Judges with the check value that is known: stated by the source, or read from open material.
   */
  PlannedStep judge(
      DesiredKey desired, Optional<ExternalKey> found, Optional<KeyCheckValue> known, Instant now) {
    Optional<PlannedStep> impossible = impossible(desired, found, known, now);
    if (impossible.isPresent()) {
      return impossible.get();
    }
    PlannedStep step =
        found.map(key -> judge(desired, key, known, now)).orElse(PlannedStep.create(desired));
    return drills.check(step, known, now);
  }

  private Optional<PlannedStep> impossible(
      DesiredKey desired, Optional<ExternalKey> found, Optional<KeyCheckValue> known, Instant now) {
    if (desired.validity().isOver(now)) {
      return blocked(desired, found, BlockReason.VALIDITY_OVER, desired.validity().toString());
    }
    Optional<KeySpec> takes = found.isPresent() ? found.get().spec() : edition.spec();
    if (known.isPresent() && takes.isPresent() && known.get().spec() != takes.get()) {
      return blocked(desired, found, BlockReason.WRONG_EDITION, sizes(takes.get(), known.get()));
    }
    return found.isPresent() ? Optional.empty() : impossibleToCreate(desired);
  }

  private static String sizes(KeySpec takes, KeyCheckValue stated) {
    return "keys here take " + takes + ", the source states " + stated.spec();
  }

  private Optional<PlannedStep> impossibleToCreate(DesiredKey desired) {
    KeyId named = adopted.get(desired.alias());
    if (named != null) {
      String details = "key " + named + " is to be adopted, but no key has this alias";
      return blocked(desired, Optional.empty(), BlockReason.ALIAS_OF_A_STRANGER, details);
    }
    int bytes = CheckValueMark.bytes(desired.description()) + CheckValueMark.LONGEST_BYTES;
    return mark && bytes > CheckValueMark.MAX_DESCRIPTION_BYTES
        ? blocked(
            desired,
            Optional.empty(),
            BlockReason.DESCRIPTION_TOO_LONG,
            bytes + " bytes with the mark, at most " + CheckValueMark.MAX_DESCRIPTION_BYTES)
        : Optional.empty();
  }

  private PlannedStep judge(
      DesiredKey desired, ExternalKey key, Optional<KeyCheckValue> known, Instant now) {
    return doubtfulState(desired, key)
        .or(() -> Ownership.of(mark, adopted).doubt(desired, key, known))
        .orElseGet(() -> due(desired, key, now));
  }

  private static Optional<PlannedStep> doubtfulState(DesiredKey desired, ExternalKey key) {
    Optional<ExternalKey> found = Optional.of(key);
    if (!key.isExternal()) {
      return blocked(desired, found, BlockReason.NOT_EXTERNAL, "key " + key.id());
    }
    return switch (key.state()) {
      case ENABLED, PENDING_IMPORT -> Optional.empty();
      case DISABLED -> blocked(desired, found, BlockReason.DISABLED, "key " + key.id());
      case PENDING_DELETION ->
          blocked(desired, found, BlockReason.PENDING_DELETION, "key " + key.id());
      case ARCHIVED, UNKNOWN ->
          blocked(desired, found, BlockReason.OTHER_STATE, "key " + key.id() + " " + key.state());
    };
  }

  private PlannedStep due(DesiredKey desired, ExternalKey key, Instant now) {
    if (key.state() == KeyState.PENDING_IMPORT) {
      return PlannedStep.on(
          desired, key, StepAction.IMPORT, "key " + key.id() + " has no material");
    }
    if (mark && adopted.containsKey(desired.alias()) && !isMarked(key)) {
      String reason = "adopted: importing again proves the material, then the mark is written";
      return PlannedStep.on(desired, key, StepAction.RENEW, reason);
    }
    return desired
        .validity()
        .reasonToRenew(key.validity(), now)
        .map(reason -> PlannedStep.on(desired, key, StepAction.RENEW, reason))
        .orElse(PlannedStep.on(desired, key, StepAction.KEEP, "as desired"));
  }

  private static boolean isMarked(ExternalKey key) {
    return CheckValueMark.in(key.description()).isPresent();
  }

  private static Optional<PlannedStep> blocked(
      DesiredKey desired, Optional<ExternalKey> found, BlockReason why, String details) {
    return Optional.of(PlannedStep.blocked(desired, found, why, details));
  }
}
