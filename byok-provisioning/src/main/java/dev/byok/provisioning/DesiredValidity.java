package dev.byok.provisioning;

import dev.byok.Validity;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How long the material of a desired key shall live: {@link #never() without end}, {@link #until
 * until} an instant, or {@link #rolling rolling}, renewed again and again before it ends.
 * Immutable.
 */
public final class DesiredValidity {
  /** No run sets an end later than now plus the length; clocks that differ explain 5 minutes. */
  private static final Duration CLOCK_SLACK = Duration.ofMinutes(5);

  private final @Nullable Instant end;
  private final @Nullable Duration length;
  private final Duration renewBefore;

  private DesiredValidity(@Nullable Instant end, @Nullable Duration length, Duration renewBefore) {
    this.end = end;
    this.length = length;
    this.renewBefore = renewBefore;
  }

  /**
   * Material that does not expire.
   *
   * @return the wish
   */
  public static DesiredValidity never() {
    return new DesiredValidity(null, null, Duration.ZERO);
  }

  /**
   * Material that expires at a fixed moment and is not renewed by itself.
   *
   * @param end when; rounded down to whole seconds
   * @return the wish
   */
  public static DesiredValidity until(Instant end) {
    return new DesiredValidity(Validity.until(end).validTo().orElseThrow(), null, Duration.ZERO);
  }

  /**
   * Material that expires unless a run renews it in time, with the same bytes.
   *
   * @param validFor how long each import lasts, at least a second
   * @param renewBefore how long before the end a run renews it; positive, and shorter than {@code
   *     validFor}; longer than the time between two runs, or material expires between them
   * @return the wish
   * @throws IllegalArgumentException if the durations do not fit
   */
  public static DesiredValidity rolling(Duration validFor, Duration renewBefore) {
    if (validFor.toSeconds() < 1
        || renewBefore.isZero()
        || renewBefore.isNegative()
        || renewBefore.compareTo(validFor) >= 0) {
      throw new IllegalArgumentException(
          "A rolling validity lasts at least a second, and is renewed a positive time before its end"
              + " that is shorter than its length; not valid for "
              + validFor
              + ", renewed "
              + renewBefore
              + " before.");
    }
    return new DesiredValidity(null, validFor, renewBefore);
  }

  /** What an import at that moment says to the KMS. */
  Validity startingAt(Instant now) {
    if (length != null) {
      return Validity.until(now.plus(length));
    }
    return end == null ? Validity.never() : Validity.until(end);
  }

  /** Whether no import can fulfil the wish any more. */
  boolean isOver(Instant now) {
    return end != null && !end.isAfter(now);
  }

  /** Why material with that validity must be imported again; empty if it is as desired. */
  Optional<String> reasonToRenew(Validity present, Instant now) {
    return length == null ? reasonToChange(present) : reasonToRoll(present, now, length);
  }

  private Optional<String> reasonToChange(Validity present) {
    return present.validTo().equals(Optional.ofNullable(end))
        ? Optional.empty()
        : Optional.of("valid " + present + ", desired " + this);
  }

  private Optional<String> reasonToRoll(Validity present, Instant now, Duration validFor) {
    Instant ends = present.validTo().orElse(null);
    if (ends == null || ends.isAfter(now.plus(validFor).plus(CLOCK_SLACK))) {
      return Optional.of("valid " + present + ", desired " + this);
    }
    Duration left = Duration.between(now, ends);
    return left.compareTo(renewBefore) > 0
        ? Optional.empty()
        : Optional.of("expires " + ends + ", to be renewed " + Spans.text(renewBefore) + " before");
  }

  /**
   * Returns {@code never}, {@code until 2027-01-01T00:00:00Z} or {@code 90d, renewed 30d before}.
   */
  @Override
  public String toString() {
    return length == null
        ? startingAt(Instant.EPOCH).toString()
        : Spans.text(length) + ", renewed " + Spans.text(renewBefore) + " before";
  }
}
