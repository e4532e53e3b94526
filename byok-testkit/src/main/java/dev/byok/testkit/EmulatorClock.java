package dev.byok.testkit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Time of the emulated service, moved by hand. It judges import tokens, expiry of material and
 * deletion dates; the freshness of signatures and the rate limits follow the machine instead, so
 * that a client needs no clock of its own to be tested. Thread-safe.
 */
public final class EmulatorClock implements InstantSource {
  private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

  private final InstantSource base;
  private final AtomicReference<Duration> offset = new AtomicReference<>(Duration.ZERO);

  private EmulatorClock(InstantSource base) {
    this.base = base;
  }

  /**
   * A clock that ticks with the machine and can be moved ahead of it.
   *
   * @return a new clock, at the machine's time
   */
  public static EmulatorClock ticking() {
    return new EmulatorClock(InstantSource.system());
  }

  /**
   * A clock that stands still until it is advanced.
   *
   * @param start what it shows first
   * @return a new clock
   */
  public static EmulatorClock fixed(Instant start) {
    return new EmulatorClock(InstantSource.fixed(start));
  }

  /**
   * Moves the clock forward. What falls due in between happens at its own time, and is visible to
   * the next request.
   *
   * @param step how far; zero is allowed
   * @throws IllegalArgumentException when the step is negative, because keys that have expired do
   *     not come back, or leads past the year 9999
   */
  public void advance(Duration step) {
    if (step.isNegative()) {
      throw new IllegalArgumentException("The emulator's clock only goes forward, not by " + step);
    }
    offset.updateAndGet(before -> requireSane(before, step));
  }

  /** A clock beyond the range of {@link Instant} could not be read, nor moved back. */
  private Duration requireSane(Duration before, Duration step) {
    Duration room = Duration.between(base.instant().plus(before), LATEST);
    if (step.compareTo(room) > 0) {
      throw new IllegalArgumentException("The emulator's clock ends in the year 9999");
    }
    return before.plus(step);
  }

  @Override
  public Instant instant() {
    return base.instant().plus(offset.get());
  }

  @Override
  public String toString() {
    return "EmulatorClock[" + instant() + "]";
  }
}
