package dev.byok;

import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Names one CMK in a KMS, as the service gave it.
 *
 * @param value 1 to 128 letters, digits, dots, underscores, colons, slashes or hyphens; on Tencent
 *     Cloud a UUID such as {@code 1ff78c0d-c54b-11e9-9cc9-5254006d0810}
 */
public record KeyId(String value) {
  private static final Pattern RULE = Pattern.compile("[A-Za-z0-9._:/-]{1,128}");

  /**
   * Checks the text.
   *
   * @throws IllegalArgumentException if it is empty, too long, or holds other characters (quotes
   *     and spaces are the usual leftovers of copying)
   */
  public KeyId {
    Objects.requireNonNull(value, "value");
    if (!RULE.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "A key id has 1 to 128 letters, digits, dots, underscores, colons, slashes or hyphens; this"
              + " one has "
              + value.length()
              + " characters, some of them others. Copy it without quotes and spaces.");
    }
  }

  /**
   * Names a CMK.
   *
   * @param value as in {@link #value()}
   * @return the id
   * @throws IllegalArgumentException if the text cannot be a key id
   */
  public static KeyId of(String value) {
    return new KeyId(value);
  }

  /** Returns the bare id. */
  @Override
  public String toString() {
    return value;
  }
}
