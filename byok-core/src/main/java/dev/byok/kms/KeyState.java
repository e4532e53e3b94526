package dev.byok.kms;

/** The state of a CMK. Lists of services grow, so what is not known here is {@link #UNKNOWN}. */
public enum KeyState {
  /** Usable; the material may be imported again to change its validity. */
  ENABLED,
  /** Kept, but refuses to encrypt, decrypt and take material. */
  DISABLED,
  /** Without material: new, expired, or its material was deleted. */
  PENDING_IMPORT,
  /** Will be deleted with all data under it, unless the deletion is cancelled before its date. */
  PENDING_DELETION,
  /** Decrypts only. */
  ARCHIVED,
  /** A state that this version of the library does not know. */
  UNKNOWN
}
