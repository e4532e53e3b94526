package dev.byok.testkit;

import java.util.Base64;
import java.util.Optional;

/** Standard Base64 with padding (RFC 4648, section 4), one spelling for each value. */
final class StrictBase64 {
  private StrictBase64() {}

  /** The bytes, or empty when the text is not exactly what an encoder would have written. */
  static Optional<byte[]> decode(String text) {
    try {
      byte[] bytes = Base64.getDecoder().decode(text);
      return Base64.getEncoder().encodeToString(bytes).equals(text)
          ? Optional.of(bytes)
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
