package dev.byok;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Key material encrypted under the wrapping key of a KMS, together with all that the import needs:
 * CMK, token, algorithm, kind and check value travel along, so that a wrong pairing takes effort.
 *
 * <p>Immutable; it may be stored and sent, since only the KMS can open it.
 */
public final class WrappedKeyMaterial {
  private final ImportParameters parameters;
  private final byte[] ciphertext;
  private final KeySpec spec;
  private final @Nullable KeyCheckValue checkValue;

  private WrappedKeyMaterial(
      ImportParameters parameters,
      byte[] ciphertext,
      KeySpec spec,
      @Nullable KeyCheckValue checkValue) {
    this.parameters = Objects.requireNonNull(parameters, "parameters");
    this.ciphertext = ciphertext.clone();
    this.spec = Objects.requireNonNull(spec, "spec");
    this.checkValue = checkValue;
    requireFits();
  }

  /**
   * Takes what an HSM tool or OpenSSL wrapped, where no check value is at hand.
   *
   * @param parameters the parameters whose wrapping key was used
   * @param ciphertext the 256 bytes of the RSA ciphertext, copied
   * @param spec what was wrapped
   * @return the wrapped material
   * @throws IllegalArgumentException if the ciphertext cannot have been made under that wrapping
   *     key
   */
  public static WrappedKeyMaterial of(
      ImportParameters parameters, byte[] ciphertext, KeySpec spec) {
    return new WrappedKeyMaterial(parameters, ciphertext, spec, null);
  }

  /**
   * Takes what was wrapped elsewhere, with its check value.
   *
   * @param parameters the parameters whose wrapping key was used
   * @param ciphertext the 256 bytes of the RSA ciphertext, copied
   * @param spec what was wrapped
   * @param checkValue the check value of the material, made by the cipher of {@code spec}
   * @return the wrapped material
   * @throws IllegalArgumentException if the ciphertext cannot have been made under that wrapping
   *     key, or the check value belongs to another cipher
   */
  public static WrappedKeyMaterial of(
      ImportParameters parameters, byte[] ciphertext, KeySpec spec, KeyCheckValue checkValue) {
    return new WrappedKeyMaterial(
        parameters, ciphertext, spec, Objects.requireNonNull(checkValue, "checkValue"));
  }

  private void requireFits() {
    if (ciphertext.length != WrappingKey.MODULUS_BYTES) {
      throw new IllegalArgumentException(
          "Material wrapped under RSA-2048 has 256 bytes, this has "
              + ciphertext.length
              + ". Base64 or hexadecimal text must be decoded first.");
    }
    if (new BigInteger(1, ciphertext).compareTo(parameters.wrappingKey().modulus()) >= 0) {
      throw new IllegalArgumentException(
          "These 256 bytes were not made under the wrapping key of "
              + parameters.keyId()
              + ": as a number they exceed its modulus. Wrap under the key of these parameters.");
    }
    if (checkValue != null && checkValue.spec() != spec) {
      throw new IllegalArgumentException(
          "The check value "
              + checkValue
              + " was not made by the cipher of "
              + spec
              + " material.");
    }
  }

  /**
   * The parameters that the material was wrapped for.
   *
   * @return CMK, region, algorithm, wrapping key, token and deadline
   */
  public ImportParameters parameters() {
    return parameters;
  }

  /**
   * The RSA ciphertext.
   *
   * @return a copy of its 256 bytes
   */
  public byte[] ciphertext() {
    return ciphertext.clone();
  }

  /**
   * The RSA ciphertext as a KMS takes it.
   *
   * @return 344 characters of Base64 without line breaks
   */
  public String toBase64() {
    return Base64.getEncoder().encodeToString(ciphertext);
  }

  /**
   * What was wrapped.
   *
   * @return the kind of the material
   */
  public KeySpec spec() {
    return spec;
  }

  /**
   * Tells the wrapped material apart from another one.
   *
   * @return its check value; empty if the home of the key could not make one
   */
  public Optional<KeyCheckValue> checkValue() {
    return Optional.ofNullable(checkValue);
  }

  /** Compares all parts. The same material wrapped twice is not equal: the padding is random. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof WrappedKeyMaterial that
        && parameters.equals(that.parameters)
        && Arrays.equals(ciphertext, that.ciphertext)
        && spec == that.spec
        && Objects.equals(checkValue, that.checkValue);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(ciphertext);
  }

  /** Returns kind, CMK, algorithm and check value, not the ciphertext. */
  @Override
  public String toString() {
    return "WrappedKeyMaterial["
        + spec
        + (checkValue == null ? "" : " " + checkValue)
        + " for "
        + parameters.keyId()
        + ", "
        + parameters.algorithm()
        + "]";
  }
}
