package dev.byok.testkit;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The bytes inside a key. The first ones bind it for life: of them a SHA-256 digest stays after
 * deletion and expiry, the bytes do not.
 */
final class Material {
  private byte @Nullable [] bytes;
  private byte @Nullable [] firstDigest;
  private @Nullable Instant validTo;

  boolean isPresent() {
    return bytes != null;
  }

  /** A copy of the bytes. */
  Optional<byte[]> copy() {
    return Optional.ofNullable(bytes).map(byte[]::clone);
  }

  Optional<Instant> validTo() {
    return Optional.ofNullable(validTo);
  }

  /** Whether the key may hold these bytes: they are its first, or the same as its first. */
  boolean accepts(byte[] candidate) {
    return firstDigest == null || MessageDigest.isEqual(firstDigest, sha256(candidate));
  }

  /** Sets the bytes; the expiry replaces the one before, and none means never. */
  void set(byte[] source, Optional<Instant> expiry) {
    delete();
    bytes = source.clone();
    firstDigest = sha256(source);
    validTo = expiry.orElse(null);
  }

  void neverExpire() {
    validTo = null;
  }

  void delete() {
    if (bytes != null) {
      Arrays.fill(bytes, (byte) 0);
    }
    bytes = null;
    validTo = null;
  }

  private static byte[] sha256(byte[] source) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(source);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This JDK has no SHA-256", e);
    }
  }
}
