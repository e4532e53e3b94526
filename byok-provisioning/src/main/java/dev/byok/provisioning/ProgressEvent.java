package dev.byok.provisioning;

import java.time.Duration;

/** Something that happened in a run. */
public sealed interface ProgressEvent {

  /**
   * The run begins.
   *
   * @param plan what it will do
   */
  record Planned(Plan plan) implements ProgressEvent {}

  /**
   * Work on a key begins; keys that are kept or blocked go straight to their end.
   *
   * @param step what will be done
   */
  record Started(PlannedStep step) implements ProgressEvent {}

  /**
   * A request failed and will be sent again.
   *
   * @param alias the key
   * @param kind the request
   * @param pause how long the run waits before
   * @param cause what failed, without secrets
   */
  record Retried(String alias, RequestKind kind, Duration pause, RuntimeException cause)
      implements ProgressEvent {}

  /**
   * A key is as desired, or was blocked, or the run was interrupted before it was.
   *
   * @param result what was done
   */
  record Done(KeyResult result) implements ProgressEvent {}

  /**
   * A key could not be finished.
   *
   * @param result what was done, and what went wrong
   */
  record Failed(KeyResult result) implements ProgressEvent {}
}
