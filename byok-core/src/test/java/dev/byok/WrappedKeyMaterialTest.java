package dev.byok;

import static dev.byok.KeySpec.AES_256;
import static dev.byok.KeySpec.SM4_128;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WrappedKeyMaterialTest {
  private static final ImportParameters PARAMETERS = KeyMaterialTest.PARAMETERS;
  private static final KeyCheckValue CHECK_VALUE = new KeyCheckValue(AES_256, "1a2b3c");

  private static byte[] ciphertext() {
    byte[] ciphertext = new byte[256];
    ciphertext[255] = 7;
    return ciphertext;
  }

  @Test
  void copies_the_ciphertext_in_and_out() {
    byte[] given = ciphertext();
    WrappedKeyMaterial wrapped = WrappedKeyMaterial.of(PARAMETERS, given, AES_256);

    given[0] = 1;
    wrapped.ciphertext()[1] = 1;

    assertThat(wrapped.ciphertext()).isEqualTo(ciphertext());
  }

  @Test
  void gives_base64_as_a_kms_takes_it() {
    WrappedKeyMaterial wrapped = WrappedKeyMaterial.of(PARAMETERS, ciphertext(), AES_256);

    assertThat(wrapped.toBase64()).hasSize(344).doesNotContain("\n");
    assertThat(Base64.getDecoder().decode(wrapped.toBase64())).isEqualTo(ciphertext());
  }

  @Test
  void takes_what_a_tool_wrapped_without_a_check_value() {
    WrappedKeyMaterial wrapped = WrappedKeyMaterial.of(PARAMETERS, ciphertext(), SM4_128);

    assertThat(wrapped.checkValue()).isEmpty();
    assertThat(wrapped.spec()).isEqualTo(SM4_128);
    assertThat(wrapped)
        .hasToString(
            "WrappedKeyMaterial[SM4_128 for 1ff78c0d-c54b-11e9-9cc9-5254006d0810,"
                + " RSAES_OAEP_SHA_256]");
  }

  @Test
  void takes_the_check_value_of_a_tool() {
    WrappedKeyMaterial wrapped =
        WrappedKeyMaterial.of(PARAMETERS, ciphertext(), AES_256, CHECK_VALUE);

    assertThat(wrapped.checkValue()).contains(CHECK_VALUE);
    assertThat(wrapped.toString()).startsWith("WrappedKeyMaterial[AES_256 AES:1a2b3c for ");
  }

  @Test
  void refuses_a_check_value_of_another_cipher() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WrappedKeyMaterial.of(PARAMETERS, ciphertext(), SM4_128, CHECK_VALUE))
        .withMessageContaining("AES:1a2b3c was not made by the cipher of SM4_128");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 32, 255, 257, 344})
  void refuses_another_length(int length) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WrappedKeyMaterial.of(PARAMETERS, new byte[length], AES_256))
        .withMessageContaining("has 256 bytes, this has " + length);
  }

  @Test
  void refuses_what_cannot_come_from_this_wrapping_key() {
    byte[] modulus = PARAMETERS.wrappingKey().modulus().toByteArray();
    byte[] tooLarge = Arrays.copyOfRange(modulus, 1, 257);
    byte[] largest = tooLarge.clone();
    largest[255]--;

    assertThat(WrappedKeyMaterial.of(PARAMETERS, largest, AES_256).ciphertext()).isEqualTo(largest);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WrappedKeyMaterial.of(PARAMETERS, tooLarge, AES_256))
        .withMessageContaining("were not made under the wrapping key");
  }

  @Test
  void is_equal_by_all_its_parts() {
    WrappedKeyMaterial wrapped = WrappedKeyMaterial.of(PARAMETERS, ciphertext(), AES_256);
    byte[] other = ciphertext();
    other[3] = 1;

    assertThat(wrapped)
        .isEqualTo(WrappedKeyMaterial.of(PARAMETERS, ciphertext(), AES_256))
        .hasSameHashCodeAs(WrappedKeyMaterial.of(PARAMETERS, ciphertext(), AES_256))
        .isNotEqualTo(WrappedKeyMaterial.of(PARAMETERS, other, AES_256))
        .isNotEqualTo(WrappedKeyMaterial.of(PARAMETERS, ciphertext(), SM4_128))
        .isNotEqualTo(WrappedKeyMaterial.of(PARAMETERS, ciphertext(), AES_256, CHECK_VALUE))
        .isNotEqualTo(
            WrappedKeyMaterial.of(
                TestKey.STORED.parameters(WrappingAlgorithm.RSAES_OAEP_SHA_1),
                ciphertext(),
                AES_256));
  }

  @Test
  void does_not_print_the_ciphertext() {
    byte[] ciphertext = ciphertext();
    Arrays.fill(ciphertext, 1, 255, (byte) 0x5c);

    assertThat(WrappedKeyMaterial.of(PARAMETERS, ciphertext, AES_256).toString())
        .doesNotContain(HexFormat.of().formatHex(ciphertext, 1, 5), "XFxc", "92, 92");
  }
}
