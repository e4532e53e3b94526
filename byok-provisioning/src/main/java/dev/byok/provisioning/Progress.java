package dev.byok.provisioning;

/**
 * Is told how a run goes on. Called by one thread at a time, in the midst of the run: it should
 * return soon. What it throws is ignored, because no display may decide about keys.
 */
@FunctionalInterface
public interface Progress {

  /**
   * Takes note of an event.
   *
   * @param event what happened
   */
  void on(ProgressEvent event);

  /**
   * Takes note of nothing.
   *
   * @return the listener
   */
  static Progress none() {
    return event -> {};
  }
}
