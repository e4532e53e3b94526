package dev.byok.kms;

/** Where the material of a CMK comes from. */
public enum KeyOrigin {
  /** The customer brings it. */
  EXTERNAL,
  /** The KMS made it. */
  KMS,
  /** An origin that this version of the library does not know. */
  UNKNOWN
}
