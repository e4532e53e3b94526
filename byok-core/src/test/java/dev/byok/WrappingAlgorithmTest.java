package dev.byok;

import static dev.byok.WrappingAlgorithm.RSAES_OAEP_SHA_1;
import static dev.byok.WrappingAlgorithm.RSAES_OAEP_SHA_256;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import javax.crypto.BadPaddingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Everything that core wraps is opened by someone else: the JDK's provider, and OpenSSL. */
class WrappingAlgorithmTest {
  private static final int ROUNDS = 200;

  static Stream<Arguments> every_algorithm_and_size() {
    return Arrays.stream(WrappingAlgorithm.values())
        .flatMap(
            algorithm ->
                Arrays.stream(KeySpec.values()).map(spec -> Arguments.of(algorithm, spec)));
  }

  @ParameterizedTest
  @MethodSource("every_algorithm_and_size")
  void is_opened_by_the_provider_of_the_jdk(WrappingAlgorithm algorithm, KeySpec spec)
      throws GeneralSecurityException {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < ROUNDS; i++) {
      byte[] material = draw(random, spec);

      byte[] ciphertext = wrap(algorithm, spec, material);

      assertThat(ciphertext).hasSize(256);
      assertThat(TestKey.STORED.unwrap(algorithm, ciphertext))
          .as("seed %d, round %d", seed, i)
          .isEqualTo(material);
    }
  }

  @ParameterizedTest
  @MethodSource("every_algorithm_and_size")
  void is_opened_by_openssl_with_the_options_of_the_vendor(
      WrappingAlgorithm algorithm, KeySpec spec) {
    OpenSsl.requireInstalled();
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < ROUNDS; i++) {
      byte[] material = draw(random, spec);

      byte[] ciphertext = wrap(algorithm, spec, material);

      assertThat(OpenSsl.run(ciphertext, decryptArguments(algorithm)))
          .as("seed %d, round %d", seed, i)
          .isEqualTo(material);
    }
  }

  /** What {@code Cipher.getInstance("RSA/ECB/OAEPWithSHA-256AndMGF1Padding")} means in Java. */
  @Test
  void is_not_opened_by_the_reading_that_keeps_sha_1_for_mgf1() {
    byte[] ciphertext = wrap(RSAES_OAEP_SHA_256, KeySpec.AES_256, KeyMaterialTest.bytes(32));

    assertThatExceptionOfType(BadPaddingException.class)
        .isThrownBy(
            () ->
                TestKey.STORED.decrypt("RSA/ECB/OAEPWithSHA-256AndMGF1Padding", null, ciphertext));
  }

  @ParameterizedTest
  @EnumSource
  void is_not_opened_by_another_key(WrappingAlgorithm algorithm) {
    byte[] ciphertext = wrap(algorithm, KeySpec.AES_256, KeyMaterialTest.bytes(32));
    TestKey other = TestKey.generate();

    assertThatExceptionOfType(GeneralSecurityException.class)
        .isThrownBy(() -> other.unwrap(algorithm, ciphertext));
  }

  @ParameterizedTest
  @EnumSource
  void pads_anew_each_time(WrappingAlgorithm algorithm) {
    byte[] material = KeyMaterialTest.bytes(32);

    assertThat(wrap(algorithm, KeySpec.AES_256, material.clone()))
        .isNotEqualTo(wrap(algorithm, KeySpec.AES_256, material));
  }

  @Test
  void leaves_the_material_to_its_owner() {
    byte[] material = KeyMaterialTest.bytes(32);

    RSAES_OAEP_SHA_1.wrap(material, TestKey.STORED.wrappingKey(), new SecureRandom());

    assertThat(material).isEqualTo(KeyMaterialTest.bytes(32));
  }

  @ParameterizedTest
  @CsvSource({"RSAES_OAEP_SHA_256, 190", "RSAES_OAEP_SHA_1, 214", "RSAES_PKCS1_V1_5, 245"})
  void says_when_it_cannot_pad_and_does_not_show_what(WrappingAlgorithm algorithm, int room) {
    byte[] tooLong = KeyMaterialTest.bytes(room + 1);
    WrappingKey key = TestKey.STORED.wrappingKey();

    assertThat(algorithm.wrap(KeyMaterialTest.bytes(room), key, new SecureRandom())).hasSize(256);
    assertThatExceptionOfType(WrappingException.class)
        .isThrownBy(() -> algorithm.wrap(tooLong, key, new SecureRandom()))
        .withMessage(
            "%s cannot pad %d bytes: they are too long for RSA-2048.", algorithm, room + 1);
  }

  private static byte[] draw(Random random, KeySpec spec) {
    byte[] material = new byte[spec.lengthBytes()];
    random.nextBytes(material);
    return material;
  }

  private static byte[] wrap(WrappingAlgorithm algorithm, KeySpec spec, byte[] material) {
    try (KeyMaterial key = KeyMaterial.takeFrom(material.clone(), spec)) {
      return key.wrap(TestKey.STORED.parameters(algorithm)).ciphertext();
    }
  }

  /** Decryption with exactly the options by which the vendor's guide encrypts. */
  private static String[] decryptArguments(WrappingAlgorithm algorithm) {
    String key = TestKey.file("test-key.pem").toString();
    String command =
        switch (algorithm) {
          case RSAES_OAEP_SHA_256 -> "-pkeyopt rsa_padding_mode:oaep -pkeyopt rsa_oaep_md:sha256";
          case RSAES_OAEP_SHA_1 -> "-pkeyopt rsa_padding_mode:oaep -pkeyopt rsa_oaep_md:sha1";
          case RSAES_PKCS1_V1_5 -> "-pkeyopt rsa_padding_mode:pkcs1";
        };
    return Stream.concat(
            Stream.of("pkeyutl", "-decrypt", "-inkey", key), Arrays.stream(command.split(" ")))
        .toArray(String[]::new);
  }
}
