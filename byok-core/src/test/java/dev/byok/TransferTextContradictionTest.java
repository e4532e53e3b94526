package dev.byok;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.byok.TextRefusedException.Reason;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Texts with a right digest, as a shell could make them, whose parts do not fit together. */
class TransferTextContradictionTest {
  private static final String WRAPPED = TransferTextTest.WRAPPED.toText();

  private static void assertRefused(String text, String reason) {
    assertThatExceptionOfType(TextRefusedException.class)
        .isThrownBy(() -> WrappedKeyMaterial.fromText(text))
        .withMessageContaining(reason)
        .satisfies(refusal -> assertThat(refusal.reason()).isEqualTo(Reason.MALFORMED));
  }

  @Test
  void hash_of_another_wrapping_key() {
    assertRefused(forged("Wrapping-Key-SHA-256", "0".repeat(64)), "contradicts the wrapping key");
  }

  @ParameterizedTest
  @CsvSource({
    "CMK, a b, A key id has",
    "Region, Guangzhou, A region is",
    "Algorithm, RSA, Its Algorithm is none of",
    "Valid-To, tomorrow, could not be parsed",
    "Valid-To, 2027-01-02T03:04:05.000Z, Its Valid-To is not written in the short form",
    "Key-Spec, AES_128, Its Key-Spec is none of",
    "Key-Spec, SM4_128, was not made by the cipher of SM4_128",
    "Check-Value, None, A key check value reads like",
    "Check-Value, AES:ABCDEF, upper-case"
  })
  void value_that_cannot_be(String header, String value, String reason) {
    assertRefused(forged(header, value), reason);
  }

  @Test
  void body_without_a_wrapping_key_or_a_token() {
    assertRefused(withContent(new byte[0]), "too short for a ciphertext");
    assertRefused(withContent(new byte[256]), "does not start with a wrapping key");
    assertRefused(withContent(new byte[300]), "does not start with a wrapping key");
    assertRefused(withContent(concat(WrappingKeyTest.KEY.toDer(), new byte[256])), "token");
  }

  @Test
  void body_with_a_wrapping_key_that_is_none() {
    byte[] certificate = TestKey.pemBody("test-certificate.pem");

    assertRefused(withContent(concat(certificate, new byte[300])), "X.509 certificate");
  }

  @Test
  void token_or_ciphertext_that_cannot_be() {
    byte[] key = WrappingKeyTest.KEY.toDer();
    byte[] tooLarge = new byte[256];
    Arrays.fill(tooLarge, (byte) 0xff);

    assertRefused(
        withContent(concat(concat(key, "a b".getBytes(StandardCharsets.UTF_8)), new byte[256])),
        "An import token has");
    assertRefused(
        withContent(concat(concat(key, new byte[] {'t'}), tooLarge)), "exceed its modulus");
  }

  private String forged(String header, String value) {
    Map<String, String> headers = headers();
    headers.put(header, value);
    return block(headers, content()).write();
  }

  private String withContent(byte[] content) {
    return block(headers(), content).write();
  }

  private TextBlock block(Map<String, String> headers, byte[] content) {
    return new TextBlock("BYOK WRAPPED KEY MATERIAL", headers, content);
  }

  private Map<String, String> headers() {
    Map<String, String> headers = new LinkedHashMap<>();
    WRAPPED
        .lines()
        .filter(line -> line.contains(": "))
        .map(line -> line.split(": "))
        .forEach(parts -> headers.put(parts[0], parts[1]));
    return headers;
  }

  private byte[] content() {
    byte[] token = TransferTextTest.PARAMETERS.token().value().getBytes(StandardCharsets.UTF_8);
    return concat(
        concat(WrappingKeyTest.KEY.toDer(), token), TransferTextTest.WRAPPED.ciphertext());
  }

  private byte[] concat(byte[] start, byte[] end) {
    byte[] both = Arrays.copyOf(start, start.length + end.length);
    System.arraycopy(end, 0, both, start.length, end.length);
    return both;
  }
}
