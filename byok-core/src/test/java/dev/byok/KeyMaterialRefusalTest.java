package dev.byok;

import static dev.byok.KeySpec.AES_256;
import static dev.byok.KeySpec.SM4_128;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyMaterialRefusalTest {
  @ParameterizedTest
  @CsvSource({
    "AES_256, 0, It is empty",
    "AES_256, 16, only SM regions take",
    "SM4_128, 32, only FIPS regions take",
    "AES_256, 44, Base64",
    "SM4_128, 24, Base64",
    "AES_256, 64, hexadecimal",
    "AES_256, 33, line end",
    "SM4_128, 17, line end",
    "AES_256, 31, AES_256 material has 32 bytes"
  })
  void says_what_a_wrong_length_may_mean(KeySpec spec, int length, String reason) {
    byte[] source = KeyMaterialTest.bytes(length);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> KeyMaterial.takeFrom(source, spec))
        .withMessageContaining("this has " + length + ".")
        .withMessageContaining(reason);
    assertThat(source).isEqualTo(new byte[length]);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, -1})
  void names_equal_bytes_as_a_buffer_that_was_never_filled(int value) {
    byte[] source = new byte[32];
    Arrays.fill(source, (byte) value);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> KeyMaterial.takeFrom(source, AES_256))
        .withMessageContaining("All bytes of the material are equal");
    assertThat(source).containsOnly(0);
  }

  @Test
  void takes_bytes_of_which_one_differs() {
    byte[] source = new byte[16];
    source[15] = 1;

    try (KeyMaterial material = KeyMaterial.takeFrom(source, SM4_128)) {
      assertThat(material.spec()).isEqualTo(SM4_128);
    }
  }

  @Test
  void zeroises_even_without_a_spec() {
    byte[] source = KeyMaterialTest.bytes(32);

    assertThatNullPointerException().isThrownBy(() -> KeyMaterial.takeFrom(source, nothing()));
    assertThat(source).containsOnly(0);
  }

  /** Null where callers without a null checker may pass it. */
  private static <T> T nothing() {
    return null;
  }
}
