package dev.byok.provisioning;

import dev.byok.KeyCheckValue;
import dev.byok.custody.DrillRecord;
import dev.byok.kms.ExternalKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which restore drills it takes to let material expire: {@linkplain #none() none}, or {@linkplain
 * #required a recent one for each key}. Immutable and thread-safe.
 *
 * <p>When an expiry passes, data is readable again only after the same bytes were imported. So a
 * required drill is asked for where a step would set an expiry that was not there, on a new key
 * too, or bring the end nearer. Never for an import without expiry, and never where the end stays
 * or moves away, so no renewal in time is stopped. A key that lost its material shows no expiry any
 * more: it is restored with one after a drill, without one at once.
 *
 * <p>It is asked for in the plan, with the check value that a source states or the key's mark says,
 * and again in the run, with that of the open material.
 */
public final class DrillRule {
  /** Clocks that differ explain a drill that seems to lie this far ahead. */
  private static final Duration CLOCK_SLACK = Duration.ofMinutes(5);

  private static final DrillRule NONE = new DrillRule(Map.of(), null);

  private final Map<String, DrillRecord> records;
  private final @Nullable Duration maxAge;

  private DrillRule(Map<String, DrillRecord> records, @Nullable Duration maxAge) {
    this.records = records;
    this.maxAge = maxAge;
  }

  /**
   * No drill is asked for.
   *
   * @return the rule that blocks nothing
   */
  public static DrillRule none() {
    return NONE;
  }

  /**
   * Each key needs a drill of its own. A record counts if it names the key by alias or id, or was
   * proven live in it, and if its check value is that of the material, where that is known.
   *
   * @param records the drills that were done, by the alias of the desired key
   * @param maxAge how long a drill counts, at least a second
   * @return the rule
   * @throws IllegalArgumentException if the age is shorter than a second
   */
  public static DrillRule required(Map<String, DrillRecord> records, Duration maxAge) {
    if (maxAge.toSeconds() < 1) {
      throw new IllegalArgumentException("A drill counts for at least a second, not " + maxAge);
    }
    return new DrillRule(Map.copyOf(records), maxAge);
  }

  /** Whether a step lets material expire, or expire sooner, and drills are asked for. */
  boolean concerns(PlannedStep step, Instant now) {
    boolean imports =
        step.action() != StepAction.KEEP && step.action() != StepAction.BLOCKED && maxAge != null;
    Optional<Instant> end = step.desired().validity().startingAt(now).validTo();
    if (!imports || end.isEmpty()) {
      return false;
    }
    Optional<Instant> present = step.key().flatMap(key -> key.validity().validTo());
    return present.isEmpty() || end.get().isBefore(present.get());
  }

  /** The same step, or a blocked one if it lacks a drill. */
  PlannedStep check(PlannedStep step, Optional<KeyCheckValue> known, Instant now) {
    if (maxAge == null || !concerns(step, now)) {
      return step;
    }
    DrillRecord record = records.get(step.desired().alias());
    Optional<String> doubt =
        record == null
            ? Optional.of("there is no record for it")
            : doubtAge(record, now, maxAge)
                .or(() -> doubtName(record, step))
                .or(() -> doubtMaterial(record, step, known));
    return doubt.map(why -> blocked(step, why)).orElse(step);
  }

  private static Optional<String> doubtAge(DrillRecord record, Instant now, Duration maxAge) {
    Instant at = record.drilledAt();
    if (at.isAfter(now.plus(CLOCK_SLACK))) {
      return Optional.of("the last one is dated " + at + ", and now is " + now);
    }
    return Duration.between(at, now).compareTo(maxAge) > 0
        ? Optional.of("the last one was at " + at + ", and counts for " + Spans.text(maxAge))
        : Optional.empty();
  }

  private static Optional<String> doubtName(DrillRecord record, PlannedStep step) {
    boolean named =
        record.name().equals(step.desired().alias())
            || step.key().filter(key -> isOf(record, key)).isPresent();
    return named ? Optional.empty() : Optional.of("the record is for '" + record.name() + "'");
  }

  private static boolean isOf(DrillRecord record, ExternalKey key) {
    return record.name().equals(key.id().value())
        || record.live().filter(proof -> proof.keyId().equals(key.id())).isPresent();
  }

  private static Optional<String> doubtMaterial(
      DrillRecord record, PlannedStep step, Optional<KeyCheckValue> known) {
    return known
        .or(() -> step.desired().material().statedCheckValue())
        .or(() -> step.key().flatMap(MaterialGuard::markedFor))
        .filter(value -> !value.equals(record.checkValue()))
        .map(
            value -> "the copy that was opened has " + record.checkValue() + ", this has " + value);
  }

  private static PlannedStep blocked(PlannedStep step, String why) {
    String details =
        "desired "
            + step.desired().validity()
            + step.key().map(key -> ", now " + key.validity()).orElse("")
            + ("; " + why + "; drill its copy, or desire no expiry");
    return PlannedStep.blocked(step.desired(), step.key(), BlockReason.NO_RECENT_DRILL, details);
  }

  /** Returns {@code no drill}, or {@code a drill within 90d, 3 records}. */
  @Override
  public String toString() {
    return maxAge == null
        ? "no drill"
        : "a drill within " + Spans.text(maxAge) + ", " + records.size() + " records";
  }
}
