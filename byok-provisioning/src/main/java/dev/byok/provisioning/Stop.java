package dev.byok.provisioning;

import java.util.concurrent.CancellationException;

/** The sign that a run is to end: no request leaves any more, and no wait goes on. */
final class Stop {
  private volatile boolean requested;

  void request() {
    requested = true;
  }

  boolean isRequested() {
    return requested;
  }

  void requireGoing() {
    if (requested) {
      throw new Stopped();
    }
  }

  /** Unwinds the work on one key, so that what it holds open is closed. */
  static final class Stopped extends CancellationException {
    private static final long serialVersionUID = 1L;

    Stopped() {
      super("The run was interrupted. Run again: it goes on from there.");
    }
  }
}
