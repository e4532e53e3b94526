package dev.byok;

import java.math.BigInteger;
import java.time.InstantSource;
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

  /**
   * Writes the wrapped material with its parameters as a text to be carried back to a machine with
   * a network: as {@link ImportParameters#toText()}, and kind, check value and ciphertext.
   *
   * @return lines of at most 86 characters unless an id is longer, ended by line feeds
   */
  public String toText() {
    return TransferText.write(this);
  }

  /**
   * Reads what {@link #toText()} wrote, for the CMK that the caller means and while it can be used.
   *
   * @param text the whole text; line ends may be LF or CR LF, and the last one may be missing
   * @param expected the CMK that the caller is about to import into
   * @param clock what time it is, such as {@code InstantSource.system()}
   * @return the wrapped material
   * @throws TextRefusedException as {@link ImportParameters#fromText(String, KeyId, InstantSource)}
   */
  public static WrappedKeyMaterial fromText(String text, KeyId expected, InstantSource clock) {
    WrappedKeyMaterial read = fromText(text);
    TransferText.requireUsable(read.parameters(), expected, clock);
    return read;
  }

  /**
   * Reads what {@link #toText()} wrote, whatever the CMK and the deadline, to show what a file
   * holds.
   *
   * @param text the whole text; line ends may be LF or CR LF, and the last one may be missing
   * @return the wrapped material
   * @throws TextRefusedException if the text is malformed
   */
  public static WrappedKeyMaterial fromText(String text) {
    return TransferText.readWrapped(text);
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
