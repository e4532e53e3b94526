package dev.byok.provisioning;

/** Tells the listener, one event at a time, and lets no listener disturb the run. */
final class Announcer {
  private final Progress progress;

  Announcer(Progress progress) {
    this.progress = progress;
  }

  synchronized void announce(ProgressEvent event) {
    try {
      progress.on(event);
    } catch (RuntimeException ignored) {
      // No display may decide about keys; its author sees that it shows nothing.
    }
  }
}
