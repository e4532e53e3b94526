package dev.byok.custody;

import java.time.DateTimeException;
import java.util.function.Function;

/**
 * Reads lines of the form {@code Name: value} in their one order. Failures are {@link
 * IllegalArgumentException}, which the caller turns into what its own caller can mend.
 */
final class HeaderLines {
  private final String text;
  private int position;

  HeaderLines(String text) {
    this.text = text;
  }

  String next(String name) {
    String start = name + ": ";
    int end = text.indexOf('\n', position);
    if (end < 0 || !text.startsWith(start, position)) {
      throw new IllegalArgumentException("The header line '" + name + "' is missing.");
    }
    String value = text.substring(position + start.length(), end);
    position = end + 1;
    return value;
  }

  <T> T next(String name, Function<String, T> reader) {
    try {
      return reader.apply(next(name));
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("The header line '" + name + "' is no date.", e);
    }
  }

  void expect(String name, String value) {
    if (!next(name).equals(value)) {
      throw new IllegalArgumentException("The header line '" + name + "' is not '" + value + "'.");
    }
  }

  boolean startsWith(String name) {
    return text.startsWith(name + ": ", position);
  }

  boolean isAtEnd() {
    return position == text.length();
  }

  String consumed() {
    return text.substring(0, position);
  }
}
