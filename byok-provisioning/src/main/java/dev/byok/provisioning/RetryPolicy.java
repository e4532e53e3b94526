package dev.byok.provisioning;

import java.time.Duration;

/**
 * How patient a run is. Waits double from the first to the longest, each shortened or lengthened at
 * random by the jitter.
 *
 * @param attempts how often a request without a useful answer is sent at most, 1 to 100
 * @param firstWait the wait after the first failure, at least a millisecond
 * @param longestWait the longest wait before jitter
 * @param jitter 0.0 (none) to below 1.0: a wait of 100 ms with 0.5 lasts 50 to 150 ms
 * @param importRounds how often parameters are fetched for one import at most, because somebody
 *     else voided them or they expired; 1 to 100
 */
public record RetryPolicy(
    int attempts, Duration firstWait, Duration longestWait, double jitter, int importRounds) {

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if a part is out of its range
   */
  public RetryPolicy {
    require(attempts >= 1 && attempts <= 100, "1 to 100 attempts, not " + attempts);
    require(firstWait.toMillis() >= 1, "a first wait of at least 1 ms, not " + firstWait);
    require(longestWait.compareTo(firstWait) >= 0, "a longest wait not below " + firstWait);
    require(jitter >= 0 && jitter < 1, "a jitter from 0 to below 1, not " + jitter);
    require(importRounds >= 1 && importRounds <= 100, "1 to 100 rounds, not " + importRounds);
  }

  private static void require(boolean fulfilled, String rule) {
    if (!fulfilled) {
      throw new IllegalArgumentException("A retry policy has " + rule + ".");
    }
  }

  /**
   * 8 attempts, 100 ms (what the vendor advises) to 10 s with a jitter of 0.5, and 5 import rounds.
   *
   * @return the default
   */
  public static RetryPolicy defaults() {
    return new RetryPolicy(8, Duration.ofMillis(100), Duration.ofSeconds(10), 0.5, 5);
  }

  /**
   * Changes the number of attempts.
   *
   * @param attempts 1 to 100
   * @return a changed copy
   */
  public RetryPolicy withAttempts(int attempts) {
    return new RetryPolicy(attempts, firstWait, longestWait, jitter, importRounds);
  }

  /**
   * Changes the waits.
   *
   * @param first after the first failure
   * @param longest before jitter
   * @return a changed copy
   */
  public RetryPolicy withWaits(Duration first, Duration longest) {
    return new RetryPolicy(attempts, first, longest, jitter, importRounds);
  }

  /**
   * Changes the jitter.
   *
   * @param jitter 0.0 to below 1.0
   * @return a changed copy
   */
  public RetryPolicy withJitter(double jitter) {
    return new RetryPolicy(attempts, firstWait, longestWait, jitter, importRounds);
  }

  /**
   * Changes the number of import rounds.
   *
   * @param rounds 1 to 100
   * @return a changed copy
   */
  public RetryPolicy withImportRounds(int rounds) {
    return new RetryPolicy(attempts, firstWait, longestWait, jitter, rounds);
  }
}
