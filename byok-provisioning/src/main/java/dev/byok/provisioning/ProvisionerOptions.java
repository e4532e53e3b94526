package dev.byok.provisioning;

import java.time.InstantSource;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;

/**
 * How a provisioner works. Immutable; each {@code with…} method returns a changed copy.
 *
 * @param parallelism how many keys are worked on at once, 1 to 256
 * @param rates requests per second for each kind, 1 to 100,000
 * @param retry how patient a run is
 * @param clock what tells the time: what is due, when a validity ends, how long a key took
 * @param sleeper what waits
 * @param jitter where the randomness of waits comes from; it guards no secret
 * @param proofOfUse whether a probe is encrypted and decrypted after each import
 * @param mark whether descriptions carry the check value of the material
 * @param drillRule which restore drills an expiry takes
 */
public record ProvisionerOptions(
    int parallelism,
    Map<RequestKind, Integer> rates,
    RetryPolicy retry,
    InstantSource clock,
    Sleeper sleeper,
    RandomGenerator jitter,
    boolean proofOfUse,
    boolean mark,
    DrillRule drillRule) {
  private static final int DOCUMENTED_RATE = 100;
  private static final InstantSource SYSTEM_CLOCK = InstantSource.system();
  private static final RandomGenerator SHARED_RANDOM = new java.util.Random();

  /**
   * Checks the ranges and copies the rates.
   *
   * @throws IllegalArgumentException if a number is out of its range
   */
  public ProvisionerOptions {
    Objects.requireNonNull(retry, "retry");
    Objects.requireNonNull(clock, "clock");
    Objects.requireNonNull(sleeper, "sleeper");
    Objects.requireNonNull(jitter, "jitter");
    Objects.requireNonNull(drillRule, "drillRule");
    if (parallelism < 1 || parallelism > 256) {
      throw new IllegalArgumentException("1 to 256 keys at once, not " + parallelism + ".");
    }
    rates = allRates(rates);
  }

  private static Map<RequestKind, Integer> allRates(Map<RequestKind, Integer> given) {
    Map<RequestKind, Integer> all = new EnumMap<>(RequestKind.class);
    for (RequestKind kind : RequestKind.values()) {
      int rate = given.getOrDefault(kind, DOCUMENTED_RATE);
      if (rate < 1 || rate > 100_000) {
        throw new IllegalArgumentException("1 to 100,000 requests per second, not " + rate + ".");
      }
      all.put(kind, rate);
    }
    return Collections.unmodifiableMap(all);
  }

  /**
   * 32 keys at once, 100 requests per second of each kind, the {@linkplain RetryPolicy#defaults()
   * default patience}, the machine's clock, proof of use and mark on, no restore drill asked for.
   *
   * @return the default
   */
  public static ProvisionerOptions defaults() {
    return new ProvisionerOptions(
        32,
        Map.of(),
        RetryPolicy.defaults(),
        SYSTEM_CLOCK,
        Sleeper.system(),
        SHARED_RANDOM,
        true,
        true,
        DrillRule.none());
  }

  /**
   * Changes how many keys are worked on at once. Latency times rate is enough: 32 keep up with 100
   * per second where the five requests of a key take 320 ms together.
   *
   * @param keys 1 to 256
   * @return a changed copy
   */
  public ProvisionerOptions withParallelism(int keys) {
    return new ProvisionerOptions(
        keys, rates, retry, clock, sleeper, jitter, proofOfUse, mark, drillRule);
  }

  /**
   * Changes the rate of every kind of request.
   *
   * @param perSecond 1 to 100,000; what the account may send
   * @return a changed copy
   */
  public ProvisionerOptions withRate(int perSecond) {
    Map<RequestKind, Integer> same = new EnumMap<>(RequestKind.class);
    for (RequestKind kind : RequestKind.values()) {
      same.put(kind, perSecond);
    }
    return new ProvisionerOptions(
        parallelism, same, retry, clock, sleeper, jitter, proofOfUse, mark, drillRule);
  }

  /**
   * Changes the rate of one kind of request.
   *
   * @param kind the kind
   * @param perSecond 1 to 100,000; what the account may send
   * @return a changed copy
   */
  public ProvisionerOptions withRate(RequestKind kind, int perSecond) {
    Map<RequestKind, Integer> changed = new EnumMap<>(rates);
    changed.put(kind, perSecond);
    return new ProvisionerOptions(
        parallelism, changed, retry, clock, sleeper, jitter, proofOfUse, mark, drillRule);
  }

  /**
   * Changes the patience.
   *
   * @param policy how patient a run is
   * @return a changed copy
   */
  public ProvisionerOptions withRetry(RetryPolicy policy) {
    return new ProvisionerOptions(
        parallelism, rates, policy, clock, sleeper, jitter, proofOfUse, mark, drillRule);
  }

  /**
   * Changes what tells and what spends the time, for tests.
   *
   * @param clock what tells the time
   * @param sleeper what waits; it should let that clock go on
   * @return a changed copy
   */
  public ProvisionerOptions withTime(InstantSource clock, Sleeper sleeper) {
    return new ProvisionerOptions(
        parallelism, rates, retry, clock, sleeper, jitter, proofOfUse, mark, drillRule);
  }

  /**
   * Changes where the randomness of waits comes from, for tests that replay.
   *
   * @param random a source; used by one thread at a time
   * @return a changed copy
   */
  public ProvisionerOptions withJitterFrom(RandomGenerator random) {
    return new ProvisionerOptions(
        parallelism, rates, retry, clock, sleeper, random, proofOfUse, mark, drillRule);
  }

  /**
   * Leaves out the probe after each import.
   *
   * @return a changed copy
   */
  public ProvisionerOptions withoutProofOfUse() {
    return new ProvisionerOptions(
        parallelism, rates, retry, clock, sleeper, jitter, false, mark, drillRule);
  }

  /**
   * Keeps check values out of descriptions. Existing keys under desired aliases are blocked then,
   * unless they are adopted: nothing shows whose they are.
   *
   * @return a changed copy
   */
  public ProvisionerOptions withoutMark() {
    return new ProvisionerOptions(
        parallelism, rates, retry, clock, sleeper, jitter, proofOfUse, false, drillRule);
  }

  /**
   * Asks for a recent restore drill before an expiry is set or brought nearer.
   *
   * @param rule {@link DrillRule#required} as a rule
   * @return a changed copy
   */
  public ProvisionerOptions withDrillRule(DrillRule rule) {
    return new ProvisionerOptions(
        parallelism, rates, retry, clock, sleeper, jitter, proofOfUse, mark, rule);
  }

  /** Whether time is the machine's, whose monotonic clock then sets the pace. */
  boolean hasSystemClock() {
    return clock == SYSTEM_CLOCK;
  }
}
