package dev.byok;

import java.util.Objects;

/**
 * What a KMS issues beside a wrapping key and wants back with the wrapped material.
 *
 * <p>On Tencent Cloud it lives 24 hours, belongs to one CMK, may be used again, and is void as soon
 * as newer parameters are fetched for that CMK. It is opaque: no promise about its length or
 * content.
 *
 * @param value 1 to 8192 printable ASCII characters without spaces, as the service sent them
 */
public record ImportToken(String value) {
  private static final int MAX_LENGTH = 8192;

  /**
   * Checks the text.
   *
   * @throws IllegalArgumentException if it is empty, longer than 8192 characters, or holds white
   *     space or anything but printable ASCII
   */
  public ImportToken {
    Objects.requireNonNull(value, "value");
    if (value.isEmpty()
        || value.length() > MAX_LENGTH
        || !value.chars().allMatch(c -> c > 32 && c < 127)) {
      throw new IllegalArgumentException(
          "An import token has 1 to 8192 printable ASCII characters without spaces or line ends; this"
              + " text of "
              + value.length()
              + " characters has not.");
    }
  }

  /**
   * Takes a token as the service sent it.
   *
   * @param value as in {@link #value()}
   * @return the token
   * @throws IllegalArgumentException if the text cannot be a token
   */
  public static ImportToken of(String value) {
    return new ImportToken(value);
  }

  /** Returns only the length, such as {@code ImportToken[128 chars]}. */
  @Override
  public String toString() {
    return "ImportToken[" + value.length() + " chars]";
  }
}
