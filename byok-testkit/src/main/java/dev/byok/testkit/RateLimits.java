package dev.byok.testkit;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * How many requests of one action the emulator carries out in any sliding second. What is over the
 * rate is answered with {@code RequestLimitExceeded} and does not count. Immutable.
 */
public final class RateLimits {
  private static final Set<String> SHARED_POOL = Set.of("Encrypt", "Decrypt");
  private static final int FASTEST = 100_000;
  private static final RateLimits NONE = new RateLimits(0, 0, Map.of());

  private final int perAction;
  private final int shared;
  private final Map<String, Integer> exceptions;

  private RateLimits(int perAction, int shared, Map<String, Integer> exceptions) {
    this.perAction = perAction;
    this.shared = shared;
    this.exceptions = exceptions;
    if (shared > 0 && !Collections.disjoint(SHARED_POOL, exceptions.keySet())) {
      throw new IllegalArgumentException(
          "Encrypt and Decrypt share a pool and have no rates of their own; set that of the pool");
    }
  }

  /**
   * No limits.
   *
   * @return the value
   */
  public static RateLimits none() {
    return NONE;
  }

  /**
   * The documented default rates: 100 per second for each action, 150 for GenerateRandom, 300 for
   * Encrypt and Decrypt together. Actions without a documented rate get 100.
   *
   * @return the value
   */
  public static RateLimits documented() {
    return perAction(100).with("GenerateRandom", 150).withSharedPool(300);
  }

  /**
   * One rate for every action; Encrypt and Decrypt each have it, unless {@link #withSharedPool}.
   *
   * @param perSecond 1 to 100,000
   * @return the value
   * @throws IllegalArgumentException when the rate is out of range
   */
  public static RateLimits perAction(int perSecond) {
    return new RateLimits(requireSane(perSecond), 0, Map.of());
  }

  /**
   * The same limits with another rate for one action.
   *
   * @param action an action that the emulator carries out
   * @param perSecond 1 to 100,000
   * @return the value
   * @throws IllegalArgumentException when the rate is out of range, the emulator does not know the
   *     action, or it is Encrypt or Decrypt and these share a pool
   */
  public RateLimits with(String action, int perSecond) {
    if (Actions.named(action).isEmpty()) {
      throw new IllegalArgumentException("The emulator carries out no action of that name");
    }
    Map<String, Integer> changed = new TreeMap<>(exceptions);
    changed.put(action, requireSane(perSecond));
    return new RateLimits(perAction, shared, Map.copyOf(changed));
  }

  /**
   * The same limits with one rate for Encrypt and Decrypt together, as the service documents it.
   *
   * @param perSecond 1 to 100,000
   * @return the value
   * @throws IllegalArgumentException when the rate is out of range, or one of the two has a rate of
   *     its own
   */
  public RateLimits withSharedPool(int perSecond) {
    return new RateLimits(perAction, requireSane(perSecond), exceptions);
  }

  /** Requests per second of the pool that the action draws from; 0 for no limit. */
  int rateOf(String action) {
    return isShared(action) ? shared : exceptions.getOrDefault(action, perAction);
  }

  /** Name of the pool that the action draws from. */
  String poolOf(String action) {
    return isShared(action) ? "Encrypt+Decrypt" : action;
  }

  private boolean isShared(String action) {
    return shared > 0 && SHARED_POOL.contains(action);
  }

  private static int requireSane(int perSecond) {
    if (perSecond < 1 || perSecond > FASTEST) {
      throw new IllegalArgumentException(
          "A rate lies between 1 and " + FASTEST + " per second, unlike " + perSecond);
    }
    return perSecond;
  }

  @Override
  public String toString() {
    return "RateLimits[per action "
        + perAction
        + ", Encrypt+Decrypt "
        + shared
        + ", "
        + exceptions
        + "]";
  }
}
