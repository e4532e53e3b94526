package dev.byok.testkit;

import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** Lets at most N requests of a pool through in any sliding second of a monotonic clock. */
final class RateGate {
  private static final long SECOND = 1_000_000_000L;

  private final RateLimits limits;
  private final LongSupplier nanoTime;
  private final Map<String, Window> windows = new HashMap<>();

  RateGate(RateLimits limits, LongSupplier nanoTime) {
    this.limits = limits;
    this.nanoTime = nanoTime;
  }

  /**
   * Counts one request.
   *
   * @throws ApiError {@code RequestLimitExceeded} when it is over the rate
   */
  void enter(String action) {
    int rate = limits.rateOf(action);
    if (rate > 0 && !admits(limits.poolOf(action), rate)) {
      throw new ApiError(
          "RequestLimitExceeded", "More than " + rate + " requests of " + action + " in a second.");
    }
  }

  private synchronized boolean admits(String pool, int rate) {
    return windows.computeIfAbsent(pool, name -> new Window(rate)).admits(nanoTime.getAsLong());
  }

  /** The times of the last N requests let through, as a ring. */
  private static final class Window {
    private final long[] times;
    private int next;
    private int used;

    Window(int rate) {
      times = new long[rate];
    }

    boolean admits(long now) {
      // The slot to be overwritten holds the N-th last request: it must be a full second old.
      if (used == times.length && now - times[next] < SECOND) {
        return false;
      }
      times[next] = now;
      next = (next + 1) % times.length;
      used = Math.min(used + 1, times.length);
      return true;
    }
  }
}
