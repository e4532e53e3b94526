package dev.byok.custody;

/**
 * What the caller knows about cloud products that use a key. A KMS does not tell it with the key.
 *
 * <p>On Tencent Cloud {@code BindCloudResource}, which a product calls when it begins to use a key,
 * cancels the automatic expiry of imported material. An import that names an expiry may arm it
 * again, and when it passes the product's data cannot be read.
 */
public enum CloudBinding {
  /** No cloud product uses the key: somebody has looked. */
  NOT_BOUND,
  /**
   * A cloud product uses the key, or nobody has looked. Only a key that never expires is drilled:
   * an import without an expiry arms none.
   */
  BOUND_OR_UNKNOWN,
  /** A cloud product may use the key, and an expiry that is armed again is accepted. */
  EXPIRY_MAY_RETURN
}
