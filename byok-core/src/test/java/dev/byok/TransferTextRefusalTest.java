package dev.byok;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.byok.TextRefusedException.Reason;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each way in which a text is not what was written, with its reason. */
class TransferTextRefusalTest {
  private static final String PARAMETERS = TransferTextTest.PARAMETERS.toText();
  private static final String WRAPPED = TransferTextTest.WRAPPED.toText();

  private static void assertRefused(String text, String reason) {
    Function<String, Object> reader =
        text.contains("WRAPPED KEY") ? WrappedKeyMaterial::fromText : ImportParameters::fromText;
    assertThatExceptionOfType(TextRefusedException.class)
        .isThrownBy(() -> reader.apply(text))
        .withMessageContaining(reason)
        .satisfies(refusal -> assertThat(refusal.reason()).isEqualTo(Reason.MALFORMED));
  }

  private static String withLines(String text, Function<List<String>, ?> change) {
    List<String> lines = new ArrayList<>(Arrays.asList(text.split("\n")));
    change.apply(lines);
    return String.join("\n", lines) + "\n";
  }

  @Nested
  class For_its_label {
    @Test
    void of_the_other_kind() {
      assertThatExceptionOfType(TextRefusedException.class)
          .isThrownBy(() -> ImportParameters.fromText(WRAPPED))
          .withMessageContaining("not '-----BEGIN BYOK IMPORT PARAMETERS-----'");
      assertThatExceptionOfType(TextRefusedException.class)
          .isThrownBy(() -> WrappedKeyMaterial.fromText(PARAMETERS))
          .withMessageContaining("not '-----BEGIN BYOK WRAPPED KEY MATERIAL-----'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "\ufeff", " ", "see below\n"})
    void with_something_before_it(String before) {
      if (before.isEmpty()) {
        assertRefused("", "Its first line is not");
      } else {
        assertRefused(before + PARAMETERS, "Its first line is not");
      }
    }

    @Test
    void that_ends_as_another() {
      assertRefused(PARAMETERS.replace("END BYOK IMPORT", "END BYOK EXPORT"), "is neither Base64");
    }
  }

  @Nested
  class For_its_headers {
    @ParameterizedTest
    @ValueSource(strings = {"2", "0", "1.0", "", "1 "})
    void version(String version) {
      assertRefused(
          PARAMETERS.replace("Version: 1", "Version: " + version), "Its Version is not 1");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6})
    void missing(int line) {
      String name = PARAMETERS.split("\n")[line].split(":")[0];

      assertRefused(
          withLines(PARAMETERS, lines -> lines.remove(line)),
          "Line " + (line + 1) + " should be the header " + name);
    }

    @Test
    void unknown() {
      String more = "Comment: hello";

      assertRefused(
          withLines(PARAMETERS, lines -> lines.set(3, more)), "Region; Comment is unknown");
      assertRefused(
          withLines(PARAMETERS, lines -> lines.set(7, more)),
          "be empty, after the headers; Comment is unknown");
    }

    @Test
    void repeated() {
      assertRefused(
          withLines(PARAMETERS, lines -> lines.set(3, lines.get(2))), "Region; CMK is repeated");
      assertRefused(
          withLines(PARAMETERS, lines -> lines.set(7, lines.get(2))),
          "Line 8 should be empty, after the headers; CMK is repeated");
    }

    @Test
    void reordered() {
      assertRefused(
          withLines(PARAMETERS, lines -> swap(lines, 2, 3)), "CMK; Region comes too early");
      assertRefused(
          withLines(WRAPPED, lines -> swap(lines, 7, 8)), "Key-Spec; Check-Value comes too early");
    }

    @ParameterizedTest
    @CsvSource({
      "CMK: 1ff7, CMK: 2ff7",
      "guangzhou, shanghai",
      "SHA_256, SHA_1",
      "2027-01-02, 2027-01-03",
      "'Region: ', 'Region:  '"
    })
    void changed(String from, String to) {
      assertRefused(PARAMETERS.replaceFirst(from, to), "contradict the body");
    }

    @ParameterizedTest
    @CsvSource({"CMK: , CMK:", "CMK: , CMK", "'CMK: ', 'cmk: '", "'CMK: ', ' CMK: '"})
    void misspelt(String from, String to) {
      assertRefused(PARAMETERS.replaceFirst(from + " ?", to), "should be the header CMK");
    }

    private Object swap(List<String> lines, int one, int other) {
      Collections.swap(lines, one, other);
      return lines;
    }
  }

  @Nested
  class For_its_body {
    @Test
    void without_an_empty_line_before_it() {
      assertRefused(withLines(PARAMETERS, lines -> lines.remove(7)), "Line 8 should be empty");
    }

    @Test
    void in_other_lines() {
      assertRefused(
          withLines(PARAMETERS, lines -> lines.set(8, lines.get(8) + lines.remove(9))),
          "lines of 64 characters");
      assertRefused(
          withLines(PARAMETERS, lines -> lines.set(8, lines.get(8).substring(1))),
          "lines of 64 characters");
      assertRefused(withLines(PARAMETERS, lines -> lines.set(9, "")), "Line 10 is neither Base64");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-", "_", " ", "!", "é"})
    void with_characters_outside_base64(String character) {
      assertRefused(
          withLines(PARAMETERS, lines -> lines.set(9, character + lines.get(9).substring(1))),
          "is neither Base64");
    }

    @Test
    void cut_short() {
      assertRefused(
          withLines(PARAMETERS, lines -> lines.remove(lines.size() - 2)), "contradict the body");
      assertRefused(withLines(PARAMETERS, lines -> shorten(lines, 1)), "not whole Base64");
      assertRefused(
          withLines(PARAMETERS, lines -> lines.subList(8, lines.size() - 1).retainAll(List.of())),
          "contradict the body");
      assertRefused(PARAMETERS.substring(0, PARAMETERS.indexOf("-----END")), "is neither Base64");
    }

    private Object shorten(List<String> lines, int by) {
      int last = lines.size() - 2;
      return lines.set(last, lines.get(last).substring(0, lines.get(last).length() - by));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "\n", " ", "\nbye", "\u0000"})
    void followed_by_more(String more) {
      assertThatExceptionOfType(TextRefusedException.class)
          .isThrownBy(() -> ImportParameters.fromText(PARAMETERS + more));
    }

    @Test
    void of_any_size() {
      assertRefused("A".repeat(50_000_000), "It has 50000000 characters");
      assertRefused(PARAMETERS + PARAMETERS, "More text follows");
    }
  }
}
