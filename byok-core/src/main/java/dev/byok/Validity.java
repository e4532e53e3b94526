package dev.byok;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How long imported material lives: {@link #never() never} ending, or {@link #until until} an
 * instant.
 *
 * <p>It is always said and never defaulted, because every import replaces the validity before. When
 * it ends the KMS deletes the material: data under that CMK cannot be read until the same bytes are
 * imported again. What a service accepts as an end is the adapter's to check.
 */
public final class Validity {
  private static final Validity NEVER = new Validity(null);

  private final @Nullable Instant validTo;

  private Validity(@Nullable Instant validTo) {
    this.validTo = validTo;
  }

  /**
   * Material that does not expire.
   *
   * @return the validity without an end
   */
  public static Validity never() {
    return NEVER;
  }

  /**
   * Material that expires.
   *
   * @param end when it expires; rounded down to whole seconds, which is what a KMS keeps
   * @return the validity up to that second
   */
  public static Validity until(Instant end) {
    return new Validity(end.truncatedTo(ChronoUnit.SECONDS));
  }

  /**
   * The end of the material's life.
   *
   * @return a whole second; empty if the material never expires
   */
  public Optional<Instant> validTo() {
    return Optional.ofNullable(validTo);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Validity that && validTo().equals(that.validTo());
  }

  @Override
  public int hashCode() {
    return validTo().hashCode();
  }

  /** Returns {@code never} or {@code until 2027-01-01T00:00:00Z}. */
  @Override
  public String toString() {
    return validTo == null ? "never" : "until " + validTo;
  }
}
