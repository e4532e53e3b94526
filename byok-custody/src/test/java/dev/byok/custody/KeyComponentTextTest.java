package dev.byok.custody;

import static dev.byok.KeySpec.AES_256;
import static dev.byok.KeySpec.SM4_128;
import static dev.byok.custody.KeyComponentException.Reason.MISTYPED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.byok.KeyCheckValue;
import dev.byok.KeySpec;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KeyComponentTextTest {
  private static final String TYPABLE =
      "\t\n\r !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`"
          + "abcdefghijklmnopqrstuvwxyz{|}~\u00e9\u0661\uff11\uff21";

  private static KeyComponent part(KeySpec spec) {
    KeyGroup group = new KeyGroup("7f3a91c2", 3, new KeyCheckValue(spec, "1a2b3c"));
    return new KeyComponent(2, group, Samples.material(spec));
  }

  private static String text(KeySpec spec) {
    try (KeyComponent part = part(spec)) {
      return new String(part.toText());
    }
  }

  /** The checksums are those of Python's {@code binascii.crc_hqx(text_so_far, 0xFFFF)}. */
  @Test
  void has_lines_of_eight_bytes_with_a_checksum_over_all_lines_so_far() {
    assertThat(text(AES_256))
        .isEqualTo(
            """
            BYOK-PART-1 2/3 GROUP 7f3a91c2 = 62b2
            KEY AES 1a2b3c PART f29000 = 409e
            0001 0203 0405 0607 = 402f
            0809 0a0b 0c0d 0e0f = caac
            1011 1213 1415 1617 = 7f76
            1819 1a1b 1c1d 1e1f = c311
            """);
  }

  @ParameterizedTest
  @EnumSource
  void comes_back_whatever_the_case_and_the_spacing(KeySpec spec) {
    String text = text(spec);

    for (String typed :
        List.of(
            text,
            text.toUpperCase(Locale.ROOT),
            text.toLowerCase(Locale.ROOT).replace("\n", "\r\n"),
            text.replaceAll("[\\s-]", ""),
            "\n\t" + text.replace(" ", "  "))) {
      assertSame(typed, spec);
    }
  }

  @ParameterizedTest
  @EnumSource
  void refuses_every_single_wrong_character(KeySpec spec) {
    String text = text(spec);
    int refused = 0;

    for (int i = 0; i < text.length(); i++) {
      for (char other : TYPABLE.toCharArray()) {
        refused += requireRefusedOrSame(replaced(text, i, other), spec);
      }
    }

    assertThat(refused).isGreaterThan(text.length() * 80);
  }

  @ParameterizedTest
  @EnumSource
  void refuses_every_two_swapped_neighbours(KeySpec spec) {
    String text = text(spec);

    for (int i = 0; i + 1 < text.length(); i++) {
      char[] swapped = text.toCharArray();
      swapped[i] = text.charAt(i + 1);
      swapped[i + 1] = text.charAt(i);
      requireRefusedOrSame(new String(swapped), spec);
    }
  }

  @ParameterizedTest
  @EnumSource
  void refuses_every_left_out_or_additional_character(KeySpec spec) {
    String text = text(spec);

    for (int i = 0; i < text.length(); i++) {
      requireRefusedOrSame(text.substring(0, i) + text.substring(i + 1), spec);
      for (char more : TYPABLE.toCharArray()) {
        requireRefusedOrSame(text.substring(0, i) + more + text.substring(i), spec);
      }
    }
  }

  @Test
  void names_the_line_with_the_typing_error() {
    String[] lines = text(AES_256).split("\n");

    for (int line = 0; line < lines.length; line++) {
      String[] typed = lines.clone();
      typed[line] = typed[line].replaceFirst("[0-9](?=[^0-9]*=)", "x");
      assertThatThrownBy(() -> read(String.join("\n", typed)))
          .hasMessageContaining("Line " + (line + 1) + " ");
    }
  }

  @Test
  void refuses_lines_of_another_part_and_lines_in_another_order() {
    String[] lines = text(AES_256).split("\n");
    String[] swapped = lines.clone();
    swapped[3] = lines[4];
    swapped[4] = lines[3];

    assertMistyped(String.join("\n", swapped));
    assertMistyped(text(AES_256) + lines[5]);
    assertMistyped(String.join("\n", Arrays.copyOf(lines, 5)));
  }

  @Test
  void refuses_a_number_that_cannot_be() {
    KeyGroup group = new KeyGroup("7f3a91c2", 3, new KeyCheckValue(SM4_128, "1a2b3c"));
    String text = new String(new KeyComponent(4, group, Samples.material(SM4_128)).toText());

    assertThatThrownBy(() -> read(text)).hasMessageContaining("no part 4 of 3");
  }

  @Test
  void is_zeroised_when_it_was_read_even_if_it_was_refused() {
    char[] good = text(SM4_128).toCharArray();
    char[] bad = text(AES_256).replace('7', 'x').toCharArray();

    KeyComponent.takeFrom(good).close();
    assertThatThrownBy(() -> KeyComponent.takeFrom(bad)).isInstanceOf(KeyComponentException.class);

    assertThat(good).containsOnly('\0');
    assertThat(bad).containsOnly('\0');
  }

  private static String replaced(String text, int index, char other) {
    return text.substring(0, index) + other + text.substring(index + 1);
  }

  private static KeyComponent read(String typed) {
    return KeyComponent.takeFrom(typed.toCharArray());
  }

  private static void assertSame(String typed, KeySpec spec) {
    try (KeyComponent read = read(typed)) {
      assertThat(new String(read.toText())).isEqualTo(text(spec));
    }
  }

  /** Harmless is only what reads as exactly the same part: other case, other spacing. */
  private static int requireRefusedOrSame(String typed, KeySpec spec) {
    try {
      read(typed).close();
    } catch (KeyComponentException refused) {
      assertThat(refused.reason()).isEqualTo(MISTYPED);
      return 1;
    }
    assertThat(typed.replaceAll("[\\s-]", "").toLowerCase(Locale.ROOT))
        .isEqualTo(text(spec).replaceAll("[\\s-]", "").toLowerCase(Locale.ROOT));
    return 0;
  }

  private static void assertMistyped(String typed) {
    assertThatThrownBy(() -> read(typed))
        .isInstanceOfSatisfying(
            KeyComponentException.class, e -> assertThat(e.reason()).isEqualTo(MISTYPED));
  }
}
