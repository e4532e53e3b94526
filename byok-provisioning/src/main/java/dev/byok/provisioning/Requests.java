package dev.byok.provisioning;

import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The one door through which requests leave: at their pace, and again when nothing useful came
 * back.
 */
final class Requests {
  private final ProvisionerOptions options;
  private final Stop stop;
  private final Announcer announcer;
  private final Retry retry;
  private final Map<RequestKind, Lane> lanes = new EnumMap<>(RequestKind.class);

  Requests(ProvisionerOptions options, Stop stop, Announcer announcer) {
    this.options = options;
    this.stop = stop;
    this.announcer = announcer;
    this.retry = Retry.of("kms", retryConfig(options));
    Supplier<Long> nanoTime = nanoTime(options);
    options.rates().forEach((kind, rate) -> lanes.put(kind, new Lane(kind, rate, nanoTime)));
  }

  private static RetryConfig retryConfig(ProvisionerOptions options) {
    RetryPolicy policy = options.retry();
    IntervalFunction doubling =
        IntervalFunction.ofExponentialBackoff(policy.firstWait(), 2.0, policy.longestWait());
    return RetryConfig.custom()
        .maxAttempts(policy.attempts())
        .intervalFunction(attempt -> jittered(doubling.apply(attempt), options))
        .retryOnException(failure -> Reaction.to(failure).sendsAgain())
        .build();
  }

  /** The library's own jitter draws from Math.random, which no seed replays. */
  private static long jittered(long millis, ProvisionerOptions options) {
    synchronized (options.jitter()) {
      double factor = 1 + options.retry().jitter() * (2 * options.jitter().nextDouble() - 1);
      return Math.max(1, Math.round(millis * factor));
    }
  }

  private static Supplier<Long> nanoTime(ProvisionerOptions options) {
    return options.hasSystemClock() ? System::nanoTime : () -> nanos(options.clock());
  }

  private static long nanos(InstantSource clock) {
    Instant now = clock.instant();
    return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
  }

  /**
   * Sends one request of a key until it is answered, refused, or out of attempts.
   *
   * @throws Stop.Stopped if the run is to end
   */
  <T> T send(KeyWork work, RequestKind kind, Supplier<T> request) {
    Retry.AsyncContext<T> attempts = retry.asyncContext();
    Lane lane = lanes.get(kind);
    while (true) {
      Lane.Place place = lane.next();
      pause(place.delay());
      work.countRequest();
      try {
        T answer = request.get();
        lane.answered();
        return answer;
      } catch (RuntimeException failed) {
        slowDown(lane, place, failed);
        pause(waitAfter(failed, attempts, work, kind));
      }
    }
  }

  private static void slowDown(Lane lane, Lane.Place place, RuntimeException failed) {
    if (Reaction.to(failed) == Reaction.SLOW_DOWN) {
      lane.throttled(place);
    }
  }

  private Duration waitAfter(
      RuntimeException failed, Retry.AsyncContext<?> attempts, KeyWork work, RequestKind kind) {
    stop.requireGoing();
    long millis = attempts.onError(failed);
    if (millis < 0) {
      throw failed;
    }
    Duration wait = Duration.ofMillis(millis);
    announcer.announce(new ProgressEvent.Retried(work.alias(), kind, wait, failed));
    return wait;
  }

  private void pause(Duration wait) {
    stop.requireGoing();
    if (wait.isZero() || wait.isNegative()) {
      return;
    }
    try {
      options.sleeper().sleep(wait);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new Stop.Stopped();
    }
    stop.requireGoing();
  }
}
