package dev.byok;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is no Base64 of a wrapping key is refused with the reason and the place. */
class WrappingKeyTextRefusalTest {
  private static void assertRefused(String text, String reason) {
    assertThatExceptionOfType(WrappingException.class)
        .isThrownBy(() -> WrappingKey.fromBase64(text))
        .withMessageContaining(reason)
        .withMessageContaining("GetParametersForImport");
  }

  static Stream<String> outside() {
    return Stream.of("-", "_", "!", "\u0000", "\u000b", "\u00a0", "\u3000", "é", "密", "\ufeff");
  }

  @ParameterizedTest
  @MethodSource("outside")
  void characters_outside_base64_are_named_with_their_place(String character) {
    String text = WrappingKeyTest.BASE64.substring(0, 9) + character + WrappingKeyTest.BASE64;

    assertRefused(
        text, "not Base64: character 10 of 402 is U+%04X".formatted(character.codePointAt(0)));
  }

  @Test
  void alphabet_of_urls() {
    String url = Base64.getUrlEncoder().encodeToString(WrappingKeyTest.KEY.toDer());

    assertThat(url).containsAnyOf("-", "_");
    assertRefused(url, "not Base64: character");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " \n"})
  void nothing_at_all(String text) {
    assertRefused(text, "It has 0 bytes");
  }

  @ParameterizedTest
  @ValueSource(strings = {"=", "====", "A", "AA=", "AA", "AB==", "AAA", "AA==AA==", "A=AA"})
  void padding_that_is_missing_or_wrong(String text) {
    assertRefused(text, "The Base64 is not complete");
  }

  @Test
  void text_of_any_size() {
    assertRefused("A".repeat(20_000_000), "The text has 20000000 characters");
    assertRefused(" ".repeat(16384), "It has 0 bytes");
    assertRefused("A".repeat(16384), "It has 12288 bytes");
  }
}
