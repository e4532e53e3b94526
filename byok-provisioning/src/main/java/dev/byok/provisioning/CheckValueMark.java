package dev.byok.provisioning;

import dev.byok.KeyCheckValue;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The last line of a key's description, which says whose material the key is for: {@code
 * byok:kcv=AES:1a2b3c}, or {@code byok:kcv=none} where the home of the material makes no check
 * value. The user's text stands above it.
 *
 * <p>It is a hint of 24 bits that whoever may edit descriptions can edit; the service's own
 * comparison of materials decides.
 *
 * @param checkValue what the mark says; empty for {@code none}
 */
record CheckValueMark(Optional<KeyCheckValue> checkValue) {
  /** What CreateKey and UpdateKeyDescription take, in bytes of UTF-8. */
  static final int MAX_DESCRIPTION_BYTES = 1024;

  private static final String START = "byok:kcv=";
  private static final String NONE = "none";
  private static final Pattern LAST_LINE =
      Pattern.compile("(?:^|\\R)" + START + "(none|(?:AES|SM4):[0-9a-f]{6})\\s*\\z");

  /** The longest mark with its line break: what a text must leave free. */
  static final int LONGEST_BYTES = 1 + START.length() + "AES:1a2b3c".length();

  /** Finds the mark of a description. */
  static Optional<CheckValueMark> in(String description) {
    Matcher line = LAST_LINE.matcher(description);
    if (!line.find()) {
      return Optional.empty();
    }
    String value = line.group(1);
    return Optional.of(
        new CheckValueMark(
            value.equals(NONE) ? Optional.empty() : Optional.of(KeyCheckValue.fromText(value))));
  }

  /** The description without its mark. */
  static String textOf(String description) {
    return LAST_LINE.matcher(description).replaceFirst("");
  }

  /** The text with this mark below it. */
  String below(String text) {
    return text.isEmpty() ? toString() : text + "\n" + this;
  }

  static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  /** Returns the line. */
  @Override
  public String toString() {
    return START + checkValue.map(KeyCheckValue::toString).orElse(NONE);
  }
}
