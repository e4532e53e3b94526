package dev.byok;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.jspecify.annotations.Nullable;

/**
 * The RSA-2048 public key of a KMS, under which key material is wrapped.
 *
 * <p>Immutable, and checked when it is read: what cannot be a wrapping key is refused with the
 * reason. That it belongs to the KMS is proven by the channel it came through, not by the key.
 */
public final class WrappingKey {
  static final int MODULUS_BYTES = 256;

  private final byte[] der;
  private final BigInteger modulus;
  private final BigInteger exponent;

  WrappingKey(byte[] der, BigInteger modulus, BigInteger exponent) {
    this.der = der;
    this.modulus = modulus;
    this.exponent = exponent;
  }

  /**
   * Reads what the service sends, or a file in which an operator saved it.
   *
   * @param text Base64 (RFC 4648 section 4) of a DER SubjectPublicKeyInfo; spaces, tabs and line
   *     ends around and inside are allowed
   * @return the wrapping key
   * @throws WrappingException if the text is PEM, holds characters outside Base64, or what it
   *     encodes is refused as in {@link #fromDer}
   */
  public static WrappingKey fromBase64(String text) {
    return fromDer(WrappingKeyReader.decodeBase64(text));
  }

  /**
   * Reads the binary form.
   *
   * @param der a DER SubjectPublicKeyInfo (RFC 5280 section 4.1.2.7, RFC 8017 appendix A.1.1),
   *     copied
   * @return the wrapping key
   * @throws WrappingException if it is a certificate, a private key or a key of another algorithm;
   *     if the modulus has not 2048 bits or is even; if the exponent is even, below 65537 or above
   *     256 bits; if bytes trail or the encoding is not DER
   */
  public static WrappingKey fromDer(byte[] der) {
    return WrappingKeyReader.read(der.clone());
  }

  RawRsa rsa() {
    return new RawRsa(modulus, exponent);
  }

  /**
   * The modulus, for tools that take the numbers (an HSM's public key object, say).
   *
   * @return an odd number of exactly 2048 bits
   */
  public BigInteger modulus() {
    return modulus;
  }

  /**
   * The public exponent.
   *
   * @return an odd number of at least 65537
   */
  public BigInteger exponent() {
    return exponent;
  }

  /**
   * The binary form.
   *
   * @return a copy of the DER SubjectPublicKeyInfo, 294 bytes if the exponent is 65537
   */
  public byte[] toDer() {
    return der.clone();
  }

  /**
   * The form that the service sends.
   *
   * @return the DER SubjectPublicKeyInfo in Base64 without line breaks
   */
  public String toBase64() {
    return Base64.getEncoder().encodeToString(der);
  }

  /**
   * Identifies the key, to compare it over another channel.
   *
   * @return SHA-256 of the DER SubjectPublicKeyInfo, 64 lower-case hexadecimal digits
   */
  public String sha256() {
    SHA256Digest digest = new SHA256Digest();
    digest.update(der, 0, der.length);
    byte[] hash = new byte[digest.getDigestSize()];
    digest.doFinal(hash, 0);
    return HexFormat.of().formatHex(hash);
  }

  /** Compares the encoded keys. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof WrappingKey that && Arrays.equals(der, that.der);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(der);
  }

  /** Returns one short line with the start of the fingerprint. */
  @Override
  public String toString() {
    return "WrappingKey[RSA_2048 sha256:" + sha256().substring(0, 16) + "…]";
  }
}
