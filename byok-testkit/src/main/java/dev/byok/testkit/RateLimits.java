package dev.byok.testkit;

import java.util.Map;
import java.util.TreeMap;

/**
 * How many requests of one action the emulator carries out in any sliding second. What is over the
 * rate is answered with {@code RequestLimitExceeded} and does not count. Immutable.
 */
public final class RateLimits {
  private static final String[] SHARED_POOL = {"Encrypt", "Decrypt"};
  private static final RateLimits NONE = new RateLimits(0, 0, Map.of());

  private final int perAction;
  private final int shared;
  private final Map<String, Integer> exceptions;

  private RateLimits(int perAction, int shared, Map<String, Integer> exceptions) {
    this.perAction = perAction;
    this.shared = shared;
    this.exceptions = exceptions;
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
   * @param perSecond at least 1
   * @return the value
   * @throws IllegalArgumentException when the rate is below 1
   */
  public static RateLimits perAction(int perSecond) {
    return new RateLimits(requirePositive(perSecond), 0, Map.of());
  }

  /**
   * The same limits with another rate for one action.
   *
   * @param action the API's action
   * @param perSecond at least 1
   * @return the value
   * @throws IllegalArgumentException when the rate is below 1
   */
  public RateLimits with(String action, int perSecond) {
    Map<String, Integer> changed = new TreeMap<>(exceptions);
    changed.put(action, requirePositive(perSecond));
    return new RateLimits(perAction, shared, Map.copyOf(changed));
  }

  /**
   * The same limits with one rate for Encrypt and Decrypt together, as the service documents it.
   *
   * @param perSecond at least 1
   * @return the value
   * @throws IllegalArgumentException when the rate is below 1
   */
  public RateLimits withSharedPool(int perSecond) {
    return new RateLimits(perAction, requirePositive(perSecond), exceptions);
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
    return shared > 0 && (action.equals(SHARED_POOL[0]) || action.equals(SHARED_POOL[1]));
  }

  private static int requirePositive(int perSecond) {
    if (perSecond < 1) {
      throw new IllegalArgumentException("A rate is at least 1 per second, not " + perSecond);
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
