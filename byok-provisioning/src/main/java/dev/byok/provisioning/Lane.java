package dev.byok.provisioning;

import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.github.resilience4j.ratelimiter.internal.AtomicRateLimiter;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * The pace of one kind of request: evenly spaced, slower for a while when the service says that it
 * was too much. A slower pace takes several permits for one request.
 */
final class Lane {
  /** What leaves evenly arrives unevenly; the service counts arrivals in any sliding second. */
  private static final double HEADROOM = 0.97;

  private static final int SLOWEST = 64;
  private static final int CALM_ANSWERS = 10;
  private static final Duration ANY_WAIT = Duration.ofDays(1);

  private final AtomicRateLimiter limiter;
  private int permits = 1;
  private int calmAnswers;
  private int generation;

  Lane(RequestKind kind, int perSecond, Supplier<Long> nanoTime) {
    RateLimiterConfig evenly =
        RateLimiterConfig.custom()
            .limitForPeriod(1)
            .limitRefreshPeriod(Duration.ofNanos((long) (1e9 / (perSecond * HEADROOM))))
            .timeoutDuration(ANY_WAIT)
            .build();
    limiter = new AtomicRateLimiter(kind.name(), evenly, nanoTime);
  }

  /**
   * Takes the next place.
   *
   * @param generation the pace it was taken at
   * @param delay how long until it is due
   */
  record Place(int generation, Duration delay) {}

  synchronized Place next() {
    return new Place(generation, Duration.ofNanos(limiter.reservePermission(permits)));
  }

  /** Requests that left at the same pace slow it down once, however many of them were refused. */
  synchronized void throttled(Place place) {
    if (place.generation() == generation && permits < SLOWEST) {
      permits *= 2;
      generation++;
    }
    calmAnswers = 0;
  }

  synchronized void answered() {
    if (permits > 1 && ++calmAnswers >= CALM_ANSWERS) {
      permits /= 2;
      calmAnswers = 0;
    }
  }
}
