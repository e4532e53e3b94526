package dev.byok;

import java.util.Optional;

/**
 * A key that leaves its home only in wrapped form: {@link KeyMaterial} lives in memory, another
 * implementation in an HSM.
 *
 * <p>Whatever talks to a network sees this type at most, never the material.
 */
public interface WrappableKey extends AutoCloseable {

  /**
   * The kind of material.
   *
   * @return its spec, which decides its length and the edition that takes it
   */
  KeySpec spec();

  /**
   * Tells this material apart from another one without showing either.
   *
   * @return the key check value; empty if the home of the key cannot make one
   */
  Optional<KeyCheckValue> checkValue();

  /**
   * Makes sure that {@link #wrap} can work, as far as the home of the key can tell.
   *
   * <p>It is asked before parameters for import are fetched, because fetching voids those that
   * others hold.
   *
   * @param algorithm how the material is to be wrapped
   * @throws WrappingException if the home of the key cannot do it; the message says what to change
   * @throws IllegalStateException if this key is closed
   */
  void requireWrappable(WrappingAlgorithm algorithm);

  /**
   * Wraps the material for the CMK that the parameters belong to.
   *
   * @param parameters what the KMS issued for this import
   * @return the wrapped material, with its CMK, token, algorithm, spec and check value
   * @throws WrappingException if the material cannot be wrapped under these parameters
   * @throws IllegalStateException if this key is closed
   */
  WrappedKeyMaterial wrap(ImportParameters parameters);

  /** Ends the use of this key: in memory it is zeroised, in an HSM only the handle is let go. */
  @Override
  void close();
}
