package dev.byok;

import static dev.byok.WrappingAlgorithm.RSAES_OAEP_SHA_1;
import static dev.byok.WrappingAlgorithm.RSAES_OAEP_SHA_256;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Core makes, byte for byte, what others made: with the padding that they drew, recovered where it
 * is not published. Where each file came from is told in the README.md beside it.
 */
class PublishedVectorsTest {
  private static final HexFormat HEX = HexFormat.of();

  @TestFactory
  Stream<DynamicTest> equals_the_vectors_of_rsa_laboratories() {
    List<String[]> lines = TestKey.fixture("oaep-vect-example-10.txt");
    WrappingKey key =
        Encoded.wrappingKey(new BigInteger(lines.get(0)[0], 16), BigInteger.valueOf(65537));
    assertThat(lines).hasSize(7);
    return lines.stream()
        .skip(1)
        .map(line -> DynamicTest.dynamicTest(line[0], () -> assertVector(key, line)));
  }

  private static void assertVector(WrappingKey key, String[] line) {
    FixedRandom seed = new FixedRandom(HEX.parseHex(line[1]));

    byte[] ciphertext = RSAES_OAEP_SHA_1.wrap(HEX.parseHex(line[0]), key, seed);

    assertThat(HEX.formatHex(ciphertext)).isEqualTo(line[2]);
  }

  @TestFactory
  Stream<DynamicTest> equals_what_openssl_wrapped() {
    List<String[]> lines = TestKey.fixture("openssl-wrapped.txt");
    assertThat(lines).hasSize(6);
    return lines.stream()
        .map(line -> DynamicTest.dynamicTest(line[0] + " " + line[1], () -> assertOpenSsl(line)));
  }

  private static void assertOpenSsl(String[] line) throws GeneralSecurityException {
    WrappingAlgorithm algorithm = WrappingAlgorithm.valueOf(line[0]);
    byte[] theirs = HEX.parseHex(line[3]);
    FixedRandom padding = paddingOf(algorithm, TestKey.STORED, theirs);
    KeySpec spec = KeySpec.valueOf(line[1]);

    try (KeyMaterial material = KeyMaterial.takeFrom(HEX.parseHex(line[2]), spec)) {
      WrappedKeyMaterial ours = material.wrap(TestKey.STORED.parameters(algorithm), padding);

      assertThat(HEX.formatHex(ours.ciphertext())).isEqualTo(line[3]);
      assertThat(TestKey.STORED.unwrap(ours)).isEqualTo(HEX.parseHex(line[2]));
    }
  }

  /** The SHA-256 vectors of Project Wycheproof; every valid one with an empty label. */
  @Test
  void equals_the_vectors_of_wycheproof() throws Exception {
    String json = Files.readString(wycheproof("rsa_oaep_2048_sha256_mgf1sha256_test.json"));
    int checked = 0;
    for (String test : json.split("\"tcId\"")) {
      if (test.contains("\"label\"")
          && field(test, "result").equals("valid")
          && field(test, "label").isEmpty()) {
        assertWycheproof(TestKey.ofPkcs8(HEX.parseHex(field(json, "privateKeyPkcs8"))), test);
        checked++;
      }
    }
    assertThat(checked).isGreaterThanOrEqualTo(8);
  }

  /** Skips the test without the vectors, or fails it where BYOK_INTEROP says so. */
  private static Path wycheproof(String file) {
    String folder = System.getenv("BYOK_WYCHEPROOF");
    boolean named = folder != null && !folder.isEmpty();
    if (!named && "required".equals(System.getenv("BYOK_INTEROP"))) {
      fail("BYOK_INTEROP=required, and BYOK_WYCHEPROOF names no folder with the vectors");
    }
    assumeTrue(named, "BYOK_WYCHEPROOF names no folder with the vectors");
    return Path.of(folder, file);
  }

  private static void assertWycheproof(TestKey key, String test) throws GeneralSecurityException {
    byte[] theirs = HEX.parseHex(field(test, "ct"));
    FixedRandom padding = paddingOf(RSAES_OAEP_SHA_256, key, theirs);

    byte[] ours =
        RSAES_OAEP_SHA_256.wrap(HEX.parseHex(field(test, "msg")), key.wrappingKey(), padding);

    assertThat(ours).as(field(test, "comment")).isEqualTo(theirs);
  }

  private static String field(String json, String name) {
    Matcher matcher = Pattern.compile("\"" + name + "\": *\"([^\"]*)\"").matcher(json);
    assertThat(matcher.find()).as(name).isTrue();
    return matcher.group(1);
  }

  /** What was drawn at random for a ciphertext. */
  private static FixedRandom paddingOf(WrappingAlgorithm algorithm, TestKey key, byte[] ciphertext)
      throws GeneralSecurityException {
    byte[] block = key.encodedMessage(ciphertext);
    return new FixedRandom(
        switch (algorithm) {
          case RSAES_OAEP_SHA_256 -> Encoded.oaepSeed(block, "SHA-256");
          case RSAES_OAEP_SHA_1 -> Encoded.oaepSeed(block, "SHA-1");
          case RSAES_PKCS1_V1_5 -> Arrays.copyOfRange(block, 1, block.length);
        });
  }
}
