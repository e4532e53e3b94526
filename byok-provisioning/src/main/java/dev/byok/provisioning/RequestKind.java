package dev.byok.provisioning;

/** The kinds of requests that a run sends; each has a pace of its own. */
public enum RequestKind {
  /** Lists all keys: one request for each page. */
  LIST,
  /** Looks at one key, or looks one up by its alias. */
  LOOK,
  /** Creates a key. */
  CREATE,
  /** Fetches parameters for an import. */
  PARAMETERS,
  /** Imports material. */
  IMPORT,
  /** Encrypts and decrypts a probe: one request to each of the two actions. */
  PROOF,
  /** Writes the mark of an adopted key. */
  MARK
}
