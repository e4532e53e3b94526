package dev.byok;

import static dev.byok.KeySpec.AES_256;
import static dev.byok.KeySpec.SM4_128;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyCheckValueTest {
  private static final int OPENSSL_ROUNDS = 50;

  /** The zero block under the key of FIPS-197 C.3 and of GB/T 32907 A.1; made by OpenSSL 3.0.19. */
  @ParameterizedTest
  @CsvSource({
    "AES_256, 000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f, AES:f29000",
    "SM4_128, 0123456789abcdeffedcba9876543210, SM4:2677f4"
  })
  void is_the_start_of_an_enciphered_zero_block(KeySpec spec, String key, String expected) {
    byte[] material = HexFormat.of().parseHex(key);

    assertThat(KeyCheckValue.compute(spec, material)).hasToString(expected);
    assertThat(material).as("stays the caller's").isEqualTo(HexFormat.of().parseHex(key));
  }

  /** NIST CAVP, ECBVarKey256, counts 0 and 254: a zero block, too. */
  @ParameterizedTest
  @CsvSource({
    "8000000000000000000000000000000000000000000000000000000000000000, e35a6d",
    "fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe, b07d4f"
  })
  void agrees_with_published_vectors(String key, String expected) {
    assertThat(KeyCheckValue.compute(AES_256, HexFormat.of().parseHex(key)).hex())
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @EnumSource
  void equals_that_of_openssl(KeySpec spec) {
    OpenSsl.requireInstalled();
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < OPENSSL_ROUNDS; i++) {
      byte[] publicTestKey = new byte[spec.lengthBytes()];
      random.nextBytes(publicTestKey);

      assertThat(KeyCheckValue.compute(spec, publicTestKey))
          .as("seed %d, round %d", seed, i)
          .isEqualTo(KeyCheckValue.of(spec, openSslBlock(spec, publicTestKey)));
    }
  }

  /** OpenSSL takes the key as an argument only: right for keys of tests, never for material. */
  private static byte[] openSslBlock(KeySpec spec, byte[] key) {
    String cipher = spec == AES_256 ? "-aes-256-ecb" : "-sm4-ecb";
    return OpenSsl.run(
        new byte[16], "enc", cipher, "-e", "-nopad", "-K", HexFormat.of().formatHex(key));
  }

  @Test
  void takes_the_first_three_bytes_of_what_a_tool_gives() {
    assertThat(KeyCheckValue.of(SM4_128, new byte[] {0x0a, (byte) 0xbc, 1, 2}))
        .hasToString("SM4:0abc01");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> KeyCheckValue.of(AES_256, new byte[2]))
        .withMessageContaining("only 2");
  }

  @ParameterizedTest
  @CsvSource({"AES:1a2b3c, AES:1a2b3c", "SM4:1A2B3C, SM4:1a2b3c"})
  void reads_what_it_writes(String text, String expected) {
    assertThat(KeyCheckValue.fromText(text)).hasToString(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "AES",
        "AES:1a2b3",
        "AES:1a2b3c4",
        "aes:1a2b3c",
        "DES:1a2b3c",
        "AES:1a2b3g",
        "AES:1a2b3c\n"
      })
  void refuses_another_form(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> KeyCheckValue.fromText(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1A2B3C", "1a2b3", "1a2b3c4"})
  void holds_six_lower_case_digits_only(String hex) {
    assertThatIllegalArgumentException().isThrownBy(() -> new KeyCheckValue(AES_256, hex));
  }

  @Test
  void differs_by_cipher() {
    assertThat(new KeyCheckValue(AES_256, "1a2b3c"))
        .isNotEqualTo(new KeyCheckValue(SM4_128, "1a2b3c"));
  }
}
