package dev.byok;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The raw symmetric key that a customer brings, held in memory until it is closed.
 *
 * <p>It rests outside the garbage-collected heap, where a moving collector would leave stale
 * copies, and is copied to an array only while it is wrapped or read. Closing zeroises it. It has
 * no equality, no serial form and no revealing text; {@link #expose} is the one way to its bytes.
 *
 * <p>Thread-safe: it may be wrapped and closed from several threads. A wrap that is under way when
 * another thread closes works on the whole material and zeroises its own copy.
 */
public final class KeyMaterial implements WrappableKey {
  private final KeySpec spec;
  private final KeyCheckValue checkValue;
  private final ByteBuffer resting;
  private boolean closed;

  private KeyMaterial(byte[] source, KeySpec spec) {
    this.spec = spec;
    this.checkValue = KeyCheckValue.compute(spec, source);
    this.resting = ByteBuffer.allocateDirect(source.length).put(0, source);
  }

  /**
   * Draws new material from the platform's {@link SecureRandom}.
   *
   * <p>Store it where you will find it again before you import it: only the same bytes may ever be
   * imported into that CMK.
   *
   * @param spec what to draw: 32 bytes for a FIPS region, 16 for an SM region
   * @return new material, to be closed by the caller
   */
  public static KeyMaterial generate(KeySpec spec) {
    byte[] fresh = new byte[spec.lengthBytes()];
    new SecureRandom().nextBytes(fresh);
    return takeFrom(fresh, spec);
  }

  /**
   * Takes existing material out of an array, which is zeroised even if this fails.
   *
   * @param source the raw bytes, 32 for {@link KeySpec#AES_256}, 16 for {@link KeySpec#SM4_128};
   *     not Base64, not hexadecimal text
   * @param spec what they are
   * @return the material, to be closed by the caller
   * @throws IllegalArgumentException if the length is wrong, or if all bytes are equal, as they are
   *     in a buffer that was never filled
   */
  public static KeyMaterial takeFrom(byte[] source, KeySpec spec) {
    try {
      requireLength(source, Objects.requireNonNull(spec, "spec"));
      requireVariety(source);
      return new KeyMaterial(source, spec);
    } finally {
      Arrays.fill(source, (byte) 0);
    }
  }

  private static void requireLength(byte[] source, KeySpec spec) {
    if (source.length != spec.lengthBytes()) {
      throw new IllegalArgumentException(
          spec
              + " material has "
              + spec.lengthBytes()
              + " bytes, this has "
              + source.length
              + "."
              + likelyCause(source.length));
    }
  }

  private static String likelyCause(int length) {
    return switch (length) {
      case 0 -> " It is empty: was the file read, and was the array taken before?";
      case 16 -> " 16 bytes are SM4_128 material, which only SM regions take.";
      case 32 ->
          " 32 bytes are AES_256 material, which only FIPS regions take (or hexadecimal text).";
      case 24, 44 -> " That is the length of Base64 text: decode it first.";
      case 64 -> " That is the length of hexadecimal text: decode it first.";
      case 17, 33 -> " One byte more than a key: is there a line end behind it?";
      default -> "";
    };
  }

  private static void requireVariety(byte[] source) {
    for (byte each : source) {
      if (each != source[0]) {
        return;
      }
    }
    throw new IllegalArgumentException(
        "All bytes of the material are equal. That is no key but a buffer that was never filled, or"
            + " that was zeroised because it was taken before.");
  }

  @Override
  public KeySpec spec() {
    return spec;
  }

  /**
   * {@inheritDoc}
   *
   * @return the check value; never empty for material in memory
   * @throws IllegalStateException if this material is closed
   */
  @Override
  public synchronized Optional<KeyCheckValue> checkValue() {
    requireOpen();
    return Optional.of(checkValue);
  }

  /** {@inheritDoc} Material in memory can be wrapped by every algorithm. */
  @Override
  public synchronized void requireWrappable(WrappingAlgorithm algorithm) {
    Objects.requireNonNull(algorithm, "algorithm");
    requireOpen();
  }

  @Override
  public WrappedKeyMaterial wrap(ImportParameters parameters) {
    return wrap(parameters, new SecureRandom());
  }

  /** The seam through which published vectors with a known seed are checked. */
  WrappedKeyMaterial wrap(ImportParameters parameters, SecureRandom random) {
    byte[] copy = copy();
    try {
      byte[] ciphertext = parameters.algorithm().wrap(copy, parameters.wrappingKey(), random);
      return WrappedKeyMaterial.of(parameters, ciphertext, spec, checkValue);
    } finally {
      Arrays.fill(copy, (byte) 0);
    }
  }

  /**
   * Lends a copy of the bytes to a reader and zeroises it afterwards: the one way to the bytes, for
   * storing them where they will be found again.
   *
   * @param reader what reads the 16 or 32 bytes; it must not keep the array
   * @param <R> what the reader makes of them
   * @return what the reader returned
   * @throws IllegalArgumentException if the reader returned the lent array, which holds only zeros
   *     by then
   * @throws IllegalStateException if this material is closed
   */
  public <R extends @Nullable Object> R expose(Function<? super byte[], ? extends R> reader) {
    byte[] lent = copy();
    try {
      R result = reader.apply(lent);
      if (result == lent) {
        throw new IllegalArgumentException(
            "The reader returned the array that was lent to it, which is zeroised now. Return what you"
                + " made of it, or a copy that you will zeroise yourself.");
      }
      return result;
    } finally {
      Arrays.fill(lent, (byte) 0);
    }
  }

  private synchronized byte[] copy() {
    requireOpen();
    byte[] copy = new byte[resting.capacity()];
    resting.get(0, copy);
    return copy;
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException(
          "This key material is closed and zeroised. Read it again from where you keep it.");
    }
  }

  /** Zeroises the material; later use is an {@link IllegalStateException}. Idempotent. */
  @Override
  public synchronized void close() {
    closed = true;
    resting.put(0, new byte[resting.capacity()]);
  }

  /** What rests in memory, for the test that closing zeroises it. */
  ByteBuffer resting() {
    return resting.asReadOnlyBuffer();
  }

  /** Returns {@code KeyMaterial[AES_256]} or {@code KeyMaterial[closed]}: never the bytes. */
  @Override
  public synchronized String toString() {
    return "KeyMaterial[" + (closed ? "closed" : spec) + "]";
  }
}
