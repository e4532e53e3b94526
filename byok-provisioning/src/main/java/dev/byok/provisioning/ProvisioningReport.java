package dev.byok.provisioning;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * What a run did; {@link #toString()} is for people. It holds no secret.
 *
 * @param startedAt when it began, by the provisioner's clock
 * @param elapsed how long it took
 * @param results one for each planned step, in their order
 */
public record ProvisioningReport(Instant startedAt, Duration elapsed, List<KeyResult> results) {

  /** Copies the results. */
  public ProvisioningReport {
    Objects.requireNonNull(startedAt, "startedAt");
    Objects.requireNonNull(elapsed, "elapsed");
    results = List.copyOf(results);
  }

  /**
   * How many keys ended so.
   *
   * @param outcome the outcome
   * @return their number
   */
  public int count(Outcome outcome) {
    return (int) results.stream().filter(result -> result.outcome() == outcome).count();
  }

  /**
   * Whether every key is as desired now.
   *
   * @return false if any was blocked, failed, or was interrupted
   */
  public boolean isFinished() {
    return results.stream().allMatch(result -> result.outcome().isFinished());
  }

  /**
   * The keys that need another run or a person.
   *
   * @return those that were blocked, failed, or were interrupted
   */
  public List<KeyResult> unfinished() {
    return results.stream().filter(result -> !result.outcome().isFinished()).toList();
  }

  /** Returns a summary line, then a line for each key that was not simply kept. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(results.size() + " keys in " + Spans.text(elapsed));
    char separator = ':';
    for (Outcome outcome : Outcome.values()) {
      text.append(separator).append(' ').append(count(outcome)).append(' ');
      text.append(outcome.name().toLowerCase(Locale.ROOT));
      separator = ',';
    }
    results.stream()
        .filter(result -> result.outcome() != Outcome.KEPT)
        .forEach(result -> text.append("\n  ").append(result));
    return text.toString();
  }
}
