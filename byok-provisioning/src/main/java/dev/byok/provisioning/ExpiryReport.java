package dev.byok.provisioning;

import dev.byok.KeyId;
import dev.byok.kms.ExternalKey;
import dev.byok.kms.KeyState;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * When the material of each external key ends, soonest first; keys without an end come last.
 *
 * <p>{@link #secondsToFirstExpiry()} is the one number to put an alarm on, and {@link
 * #withoutMaterial()} the list that must be empty: a key whose material has ended is in it.
 *
 * @param readAt when the KMS was read
 * @param entries the keys
 */
public record ExpiryReport(Instant readAt, List<Entry> entries) {

  /** Copies the entries. */
  public ExpiryReport {
    Objects.requireNonNull(readAt, "readAt");
    entries = List.copyOf(entries);
  }

  /**
   * One key.
   *
   * @param keyId its id
   * @param alias its name
   * @param state its state
   * @param validTo when its material ends; empty if it has no end, or there is no material
   * @param timeLeft how long until then, never negative; empty as {@code validTo} is
   */
  public record Entry(
      KeyId keyId,
      String alias,
      KeyState state,
      Optional<Instant> validTo,
      Optional<Duration> timeLeft) {

    static Entry of(ExternalKey key, Instant now) {
      // What a key without material shows as its end is past, or means nothing.
      Optional<Instant> end =
          key.state() == KeyState.PENDING_IMPORT ? Optional.empty() : key.validity().validTo();
      return new Entry(key.id(), key.alias(), key.state(), end, end.map(at -> left(now, at)));
    }

    private static Duration left(Instant now, Instant end) {
      return end.isAfter(now) ? Duration.between(now, end) : Duration.ZERO;
    }

    /** Returns one line: time left, alias, id, state. */
    @Override
    public String toString() {
      String left = timeLeft.map(Spans::text).orElse("-");
      return "%10s  %s (%s) %s".formatted(left, alias, keyId, state);
    }
  }

  static ExpiryReport of(Collection<ExternalKey> keys, Instant now) {
    Comparator<Entry> soonestFirst =
        Comparator.comparing(entry -> entry.validTo().orElse(Instant.MAX));
    return new ExpiryReport(
        now,
        keys.stream()
            .filter(ExternalKey::isExternal)
            .map(key -> Entry.of(key, now))
            .sorted(soonestFirst.thenComparing(Entry::alias))
            .toList());
  }

  /**
   * The seconds to the first end.
   *
   * @return 0 if it has come; empty if no material ends
   */
  public OptionalLong secondsToFirstExpiry() {
    return entries.stream()
        .flatMap(entry -> entry.timeLeft().stream())
        .mapToLong(Duration::toSeconds)
        .findFirst();
  }

  /**
   * The keys whose data nobody can read now: new ones, and those whose material ended or was
   * deleted.
   *
   * @return those that are PENDING_IMPORT
   */
  public List<Entry> withoutMaterial() {
    return entries.stream().filter(entry -> entry.state() == KeyState.PENDING_IMPORT).toList();
  }

  /** Returns a summary line, then a line for each key. */
  @Override
  public String toString() {
    OptionalLong first = secondsToFirstExpiry();
    StringBuilder text = new StringBuilder(entries.size() + " external keys at " + readAt);
    text.append(first.isPresent() ? ", first end in " + first.getAsLong() + " s" : ", none ends");
    entries.forEach(entry -> text.append("\n").append(entry));
    return text.toString();
  }
}
