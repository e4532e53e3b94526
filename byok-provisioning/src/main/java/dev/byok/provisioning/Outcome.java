package dev.byok.provisioning;

/** How the work on one key ended. */
public enum Outcome {
  /** It was created and its material imported. */
  CREATED,
  /** It was there without material, which was imported. */
  IMPORTED,
  /** Its material was imported again, with a new validity. */
  RENEWED,
  /** It was as desired. */
  KEPT,
  /** Something is doubtful; it was not touched. */
  BLOCKED,
  /** Something went wrong; a later run goes on from there. */
  FAILED,
  /** The run was interrupted before this key was finished; a later run goes on from there. */
  INTERRUPTED;

  /**
   * Whether the key is as desired now.
   *
   * @return true for the first four
   */
  public boolean isFinished() {
    return compareTo(KEPT) <= 0;
  }
}
