package dev.byok;

import static dev.byok.KeySpec.AES_256;
import static dev.byok.WrappingAlgorithm.RSAES_OAEP_SHA_256;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.byok.TextRefusedException.Reason;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class TransferTextTest {
  static final ImportParameters PARAMETERS = TestKey.STORED.parameters(RSAES_OAEP_SHA_256);
  static final WrappedKeyMaterial WRAPPED =
      WrappedKeyMaterial.of(
          PARAMETERS,
          RSAES_OAEP_SHA_256.wrap(
              KeyMaterialTest.bytes(32), PARAMETERS.wrappingKey(), new SecureRandom()),
          AES_256,
          KeyCheckValue.compute(AES_256, KeyMaterialTest.bytes(32)));

  private static final InstantSource IN_TIME =
      InstantSource.fixed(TestKey.DEADLINE.minusSeconds(1));
  private static final KeyId OTHER = KeyId.of("00000000-0000-0000-0000-000000000000");

  @Test
  void people_can_read_what_the_parameters_are_for() {
    assertThat(PARAMETERS.toText())
        .startsWith(
            """
            -----BEGIN BYOK IMPORT PARAMETERS-----
            Version: 1
            CMK: 1ff78c0d-c54b-11e9-9cc9-5254006d0810
            Region: ap-guangzhou
            Algorithm: RSAES_OAEP_SHA_256
            Valid-To: 2027-01-02T03:04:05Z
            Wrapping-Key-SHA-256: %s

            MII"""
                .formatted(PARAMETERS.wrappingKey().sha256()))
        .endsWith("\n-----END BYOK IMPORT PARAMETERS-----\n")
        .hasSizeLessThan(900);
  }

  @Test
  void people_can_read_what_was_wrapped() {
    assertThat(WRAPPED.toText())
        .contains("CMK: 1ff78c0d-c54b-11e9-9cc9-5254006d0810\n", "\nKey-Spec: AES_256\n")
        .contains("\nCheck-Value: " + WRAPPED.checkValue().orElseThrow() + "\n\n")
        .startsWith("-----BEGIN BYOK WRAPPED KEY MATERIAL-----\nVersion: 1\n")
        .hasSizeLessThan(1400);
    assertThat(WRAPPED.toText().lines()).allMatch(line -> line.length() <= 86);
  }

  /** Files of version 1, as written when it was new: later releases still read and write them. */
  @Test
  void the_format_stays_as_it_was() {
    String[] ciphertext = TestKey.fixture("openssl-wrapped.txt").get(0);
    WrappedKeyMaterial wrapped =
        WrappedKeyMaterial.of(PARAMETERS, HexFormat.of().parseHex(ciphertext[3]), AES_256);

    assertThat(PARAMETERS.toText()).isEqualTo(TestKey.text("parameters-1.txt"));
    assertThat(wrapped.toText()).isEqualTo(TestKey.text("wrapped-1.txt"));
  }

  @Test
  void both_come_back_whole_whatever_they_hold() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 500; i++) {
      WrappedKeyMaterial wrapped = draw(random);

      assertThat(ImportParameters.fromText(wrapped.parameters().toText()))
          .as("seed %d, round %d", seed, i)
          .isEqualTo(wrapped.parameters());
      assertThat(WrappedKeyMaterial.fromText(wrapped.toText()))
          .as("seed %d, round %d", seed, i)
          .isEqualTo(wrapped);
    }
  }

  @Test
  void the_largest_values_fit() {
    ImportParameters large =
        parameters("k".repeat(128), "r".repeat(64), "~".repeat(8192), Instant.MAX);

    assertThat(ImportParameters.fromText(large.toText())).isEqualTo(large);
    assertThat(WrappedKeyMaterial.of(large, WRAPPED.ciphertext(), AES_256))
        .isEqualTo(WrappedKeyMaterial.fromText(wrappedText(large)));
  }

  @Test
  void line_ends_may_differ() {
    for (String text : new String[] {PARAMETERS.toText(), PARAMETERS.toText().stripTrailing()}) {
      assertThat(ImportParameters.fromText(text)).isEqualTo(PARAMETERS);
      assertThat(ImportParameters.fromText(text.replace("\n", "\r\n"))).isEqualTo(PARAMETERS);
    }
    assertThat(WrappedKeyMaterial.fromText(WRAPPED.toText().replace("\n", "\r\n")))
        .isEqualTo(WRAPPED);
  }

  @Nested
  class When_used {
    @Test
    void is_taken_for_the_cmk_that_is_meant_and_in_time() {
      assertThat(ImportParameters.fromText(PARAMETERS.toText(), TestKey.CMK, IN_TIME))
          .isEqualTo(PARAMETERS);
      assertThat(WrappedKeyMaterial.fromText(WRAPPED.toText(), TestKey.CMK, IN_TIME))
          .isEqualTo(WRAPPED);
    }

    @Test
    void is_refused_for_another_cmk() {
      assertThatExceptionOfType(TextRefusedException.class)
          .isThrownBy(() -> ImportParameters.fromText(PARAMETERS.toText(), OTHER, IN_TIME))
          .withMessageContaining("for the CMK " + TestKey.CMK + ", but " + OTHER + " is expected")
          .satisfies(refusal -> assertThat(refusal.reason()).isEqualTo(Reason.OTHER_CMK));
      assertThatExceptionOfType(TextRefusedException.class)
          .isThrownBy(() -> WrappedKeyMaterial.fromText(WRAPPED.toText(), OTHER, IN_TIME))
          .satisfies(refusal -> assertThat(refusal.reason()).isEqualTo(Reason.OTHER_CMK));
    }

    @Test
    void is_refused_from_the_deadline_on() {
      for (Duration late : new Duration[] {Duration.ZERO, Duration.ofDays(400)}) {
        InstantSource clock = InstantSource.fixed(TestKey.DEADLINE.plus(late));

        assertThatExceptionOfType(TextRefusedException.class)
            .isThrownBy(() -> ImportParameters.fromText(PARAMETERS.toText(), TestKey.CMK, clock))
            .withMessageContaining("ended at 2027-01-02T03:04:05Z, and it is " + clock.instant())
            .satisfies(refusal -> assertThat(refusal.reason()).isEqualTo(Reason.EXPIRED));
        assertThatExceptionOfType(TextRefusedException.class)
            .isThrownBy(() -> WrappedKeyMaterial.fromText(WRAPPED.toText(), TestKey.CMK, clock))
            .satisfies(refusal -> assertThat(refusal.reason()).isEqualTo(Reason.EXPIRED));
      }
    }

    @Test
    void opens_again_at_the_kms() throws Exception {
      WrappedKeyMaterial read = WrappedKeyMaterial.fromText(WRAPPED.toText());

      assertThat(TestKey.STORED.unwrap(read)).isEqualTo(KeyMaterialTest.bytes(32));
    }
  }

  @Test
  void holds_no_secret() {
    byte[] material = KeyMaterialTest.bytes(32);
    try (KeyMaterial key = KeyMaterial.takeFrom(material, AES_256)) {
      String text = key.wrap(PARAMETERS).toText();
      assertThat(text).doesNotContain("AQIDBAUG", "010203");
      assertThatCode(() -> WrappedKeyMaterial.fromText(text)).doesNotThrowAnyException();
    }
  }

  private static WrappedKeyMaterial draw(Random random) {
    String token =
        random
            .ints(1 + random.nextInt(3000), 33, 127)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
    Instant end = Instant.ofEpochSecond(random.nextInt(), random.nextInt(2) * 123_000_000L);
    ImportParameters parameters =
        parameters("cmk-" + random.nextInt(), "ap-" + random.nextInt(9), token, end);
    byte[] ciphertext = new byte[256];
    random.nextBytes(ciphertext);
    ciphertext[0] = 0;
    KeySpec spec = KeySpec.values()[random.nextInt(2)];
    return random.nextBoolean()
        ? WrappedKeyMaterial.of(parameters, ciphertext, spec)
        : WrappedKeyMaterial.of(
            parameters, ciphertext, spec, KeyCheckValue.of(spec, Arrays.copyOf(ciphertext, 3)));
  }

  private static ImportParameters parameters(
      String cmk, String region, String token, Instant validTo) {
    WrappingAlgorithm algorithm = WrappingAlgorithm.values()[token.length() % 3];
    return new ImportParameters(
        KeyId.of(cmk), region, algorithm, PARAMETERS.wrappingKey(), ImportToken.of(token), validTo);
  }

  private static String wrappedText(ImportParameters parameters) {
    return WrappedKeyMaterial.of(parameters, WRAPPED.ciphertext(), AES_256).toText();
  }
}
