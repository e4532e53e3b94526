package dev.byok.provisioning;

import java.time.Duration;

/** Lets time pass: for the pace, and between an attempt and the next. */
@FunctionalInterface
public interface Sleeper {

  /**
   * Returns when the time has passed.
   *
   * @param span how long; positive
   * @throws InterruptedException if the thread was interrupted, which stops the run
   */
  void sleep(Duration span) throws InterruptedException;

  /**
   * Sleeps on the machine's clock.
   *
   * @return the sleeper of every run that is not a test
   */
  static Sleeper system() {
    return span -> Thread.sleep(span.toMillis(), span.toNanosPart() % 1_000_000);
  }
}
