package dev.byok.provisioning;

/** What a run does about one desired key. */
public enum StepAction {
  /** Creates the key and imports its material: nothing has its alias. */
  CREATE,
  /** Imports material into a key that is there and holds none. */
  IMPORT,
  /** Imports the same material again, to change its validity; the key stays usable throughout. */
  RENEW,
  /** Nothing: the key is as desired. */
  KEEP,
  /** Nothing: something is doubtful, and a person must look. */
  BLOCKED
}
