package dev.byok;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WrappingKeyTest {
  static final WrappingKey KEY = TestKey.STORED.wrappingKey();
  static final String BASE64 = KEY.toBase64();

  @Test
  void reads_what_the_service_sends() {
    WrappingKey read = WrappingKey.fromBase64(BASE64);

    assertThat(read).isEqualTo(KEY).hasSameHashCodeAs(KEY);
    assertThat(read.modulus()).isEqualTo(TestKey.STORED.privateKey().getModulus());
    assertThat(read.exponent()).isEqualTo(65537);
    assertThat(read.toDer()).hasSize(294);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\r", " ", "\t", " \r\n\t "})
  void reads_a_file_that_an_operator_saved(String space) {
    String inLines = BASE64.replaceAll("(.{64})", "$1" + space);

    assertThat(WrappingKey.fromBase64(space + inLines + space)).isEqualTo(KEY);
  }

  @Test
  void reads_base64_with_padding() {
    BigInteger longer = BigInteger.ONE.shiftLeft(31).add(BigInteger.ONE);
    String padded = Base64.getEncoder().encodeToString(Encoded.publicKey(KEY.modulus(), longer));

    assertThat(padded).endsWith("=");
    assertThat(WrappingKey.fromBase64(padded).exponent()).isEqualTo(longer);
  }

  @Test
  void takes_exponents_of_up_to_256_bits() {
    BigInteger largest = BigInteger.ONE.shiftLeft(256).subtract(BigInteger.ONE);

    assertThat(Encoded.wrappingKey(KEY.modulus(), largest).exponent()).isEqualTo(largest);
  }

  @Test
  void copies_the_encoding_in_and_out() {
    byte[] given = KEY.toDer();
    WrappingKey key = WrappingKey.fromDer(given);

    given[100] ^= 1;
    key.toDer()[101] ^= 1;

    assertThat(key).isEqualTo(KEY);
    assertThat(key.toBase64()).isEqualTo(BASE64);
  }

  @Test
  void is_identified_by_the_hash_of_its_encoding() throws Exception {
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(KEY.toDer());

    assertThat(KEY.sha256()).isEqualTo(HexFormat.of().formatHex(hash));
    assertThat(KEY)
        .hasToString("WrappingKey[RSA_2048 sha256:" + KEY.sha256().substring(0, 16) + "…]");
  }

  @Test
  void differs_from_another_key() {
    assertThat(KEY).isNotEqualTo(TestKey.generate().wrappingKey());
  }
}
