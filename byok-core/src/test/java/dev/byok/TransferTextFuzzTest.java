package dev.byok;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whatever became of a text: it is refused, or it still means the same. */
class TransferTextFuzzTest {
  private static final int MUTATIONS = 100_000;

  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);

  @Test
  void every_flipped_bit_of_parameters_is_refused() {
    assertFlipsRefused(TransferTextTest.PARAMETERS.toText(), ImportParameters::fromText);
  }

  @Test
  void every_flipped_bit_of_wrapped_material_is_refused() {
    assertFlipsRefused(TransferTextTest.WRAPPED.toText(), WrappedKeyMaterial::fromText);
  }

  private static void assertFlipsRefused(String text, Function<String, Object> reader) {
    for (String ends : new String[] {text, text.replace("\n", "\r\n")}) {
      byte[] bytes = ends.getBytes(StandardCharsets.ISO_8859_1);
      for (int bit = 0; bit < 8 * bytes.length; bit++) {
        bytes[bit / 8] ^= (byte) (1 << bit % 8);
        String changed = new String(bytes, StandardCharsets.ISO_8859_1);
        if (read(changed, reader) != null) {
          fail("Taken with bit " + bit + " flipped:\n" + changed);
        }
        bytes[bit / 8] ^= (byte) (1 << bit % 8);
      }
    }
  }

  @Test
  void changed_parameters_are_refused_or_mean_the_same() {
    fuzz(TransferTextTest.PARAMETERS.toText(), ImportParameters::fromText);
  }

  @Test
  void changed_wrapped_material_is_refused_or_means_the_same() {
    fuzz(TransferTextTest.WRAPPED.toText(), WrappedKeyMaterial::fromText);
  }

  private void fuzz(String text, Function<String, Object> reader) {
    Object meant = reader.apply(text);
    for (int i = 0; i < MUTATIONS; i++) {
      String changed = random.nextInt(4) == 0 ? otherLines(text) : otherBytes(text);
      try {
        Object read = read(changed, reader);
        assertThat(read == null || read.equals(meant)).isTrue();
      } catch (Throwable broken) {
        throw new AssertionError("seed " + seed + ", round " + i + ":\n" + changed, broken);
      }
    }
  }

  private String otherBytes(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    return new String(Mutation.of(bytes, random), StandardCharsets.ISO_8859_1);
  }

  private String otherLines(String text) {
    List<String> lines = new ArrayList<>(Arrays.asList(text.split("\n")));
    int one = random.nextInt(lines.size());
    int other = random.nextInt(lines.size());
    switch (random.nextInt(4)) {
      case 0 -> Collections.swap(lines, one, other);
      case 1 -> lines.remove(one);
      case 2 -> lines.add(one, lines.get(other));
      default -> lines.set(one, lines.get(one) + (char) random.nextInt(0x10000));
    }
    return String.join(random.nextBoolean() ? "\n" : "\r\n", lines);
  }

  private static @Nullable Object read(String text, Function<String, Object> reader) {
    try {
      return reader.apply(text);
    } catch (TextRefusedException refused) {
      assertThat(refused.getMessage()).isNotBlank();
      return null;
    }
  }
}
