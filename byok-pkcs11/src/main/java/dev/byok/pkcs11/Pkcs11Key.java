package dev.byok.pkcs11;

import dev.byok.ImportParameters;
import dev.byok.KeyCheckValue;
import dev.byok.KeySpec;
import dev.byok.WrappableKey;
import dev.byok.WrappedKeyMaterial;
import dev.byok.WrappingAlgorithm;
import dev.byok.WrappingKey;
import java.util.Objects;
import java.util.Optional;

/**
 * A secret key in a token, which leaves it only wrapped under the key of a KMS.
 *
 * <p>Thread-safe. It lives as long as its token is open; closing it lets go of the handle, the key
 * stays in the token.
 */
public final class Pkcs11Key implements WrappableKey {
  private final Pkcs11Token token;
  private final KeyObject object;
  private final KeySpec spec;
  private final Optional<KeyCheckValue> checkValue;
  private volatile boolean closed;

  Pkcs11Key(Pkcs11Token token, KeyObject object, Optional<KeyCheckValue> checkValue) {
    this.token = token;
    this.object = object;
    this.spec = object.spec();
    this.checkValue = checkValue;
  }

  /**
   * The name of the key in the token.
   *
   * @return its {@code CKA_LABEL}
   */
  public String label() {
    return object.label();
  }

  /**
   * {@inheritDoc}
   *
   * @return AES_256 for a key of 32 bytes, SM4_128 for one of 16, which tokens hold as a generic
   *     secret
   */
  @Override
  public KeySpec spec() {
    return spec;
  }

  /**
   * {@inheritDoc}
   *
   * @return for an AES-256 key its {@code CKA_CHECK_VALUE}, or else a zero block that was
   *     enciphered inside the token; empty if the key may not encipher, and for keys that are no
   *     AES keys to the token, SM4 keys among them: those cannot be checked
   */
  @Override
  public Optional<KeyCheckValue> checkValue() {
    requireOpen();
    return checkValue;
  }

  /**
   * Makes sure that key and token can do it: asks for the attributes of the key that keep it in the
   * token, and tries the algorithm once per open token with a key and a wrapping key made for the
   * trial.
   *
   * @param algorithm how the key is to be wrapped
   * @throws Pkcs11Exception if the key is unextractable or for trusted wrapping keys alone, if the
   *     token does not offer the algorithm or refuses its hash, or if the token is gone
   * @throws IllegalStateException if the key or its token is closed
   */
  @Override
  public void requireWrappable(WrappingAlgorithm algorithm) {
    Objects.requireNonNull(algorithm, "algorithm");
    requireOpen();
    token.requireOffered(algorithm);
    token.use(
        "Looking at " + this,
        session -> {
          object.requireSame(session, checkValue);
          object.requireWrappable(session);
          return true;
        });
  }

  /**
   * Wraps the key inside the token: imports the wrapping key as a session object, calls {@code
   * C_WrapKey} and destroys that object.
   *
   * @param parameters what the KMS issued for this import
   * @return the wrapped material, with its CMK, token, algorithm, spec and check value
   * @throws Pkcs11Exception if the token refuses, with the same causes as {@link #requireWrappable}
   * @throws IllegalStateException if the key or its token is closed
   */
  @Override
  public WrappedKeyMaterial wrap(ImportParameters parameters) {
    requireOpen();
    WrappingKey under = parameters.wrappingKey();
    Wrapping wrapping = new Wrapping(parameters.algorithm(), under.modulus(), under.exponent());
    byte[] ciphertext =
        token.use(
            "Wrapping " + this + " by " + parameters.algorithm(),
            session -> {
              object.requireSame(session, checkValue);
              return wrapping.wrap(session, object.handle());
            });
    return checkValue
        .map(value -> WrappedKeyMaterial.of(parameters, ciphertext, spec, value))
        .orElseGet(() -> WrappedKeyMaterial.of(parameters, ciphertext, spec));
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException(
          "The handle of key '" + label() + "' is closed. Find the key in the token again.");
    }
  }

  /** Lets go of the handle; the key stays in the token. Idempotent. */
  @Override
  public void close() {
    closed = true;
  }

  /** Returns kind, label and token, such as {@code Pkcs11Key[AES_256 'payments' in 'hsm1' …]}. */
  @Override
  public String toString() {
    return "Pkcs11Key[" + spec + " '" + label() + "' in " + token.where() + "]";
  }
}
