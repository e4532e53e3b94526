package dev.byok.testkit;

import static dev.byok.testkit.Customer.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import dev.byok.testkit.junit.Emulated;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Encrypt and Decrypt. */
class CryptographyTest {
  private static final String INVALID_CIPHERTEXT = "InvalidParameterValue.InvalidCiphertext";

  @Emulated private KmsEmulator kms;
  private Wire wire;
  private Customer customer;
  private String key;

  @BeforeEach
  void import_key() {
    customer = new Customer(kms);
    wire = customer.wire;
    key = customer.imported("payments", bytes(32, 1));
  }

  @Test
  void opens_what_it_sealed_and_names_the_key() {
    JsonObject opened = wire.ok("Decrypt", blob(customer.encrypt(key)));
    assertThat(opened.get("Plaintext").getAsString()).isEqualTo("cHJvYmU=");
    assertThat(opened.get("KeyId").getAsString()).isEqualTo(key);
  }

  @Test
  void joins_three_segments_as_the_service_does() {
    String blob = customer.encrypt(key);
    assertThat(blob.split("-k-")).hasSize(3);
    assertThat(blob).isNotEqualTo(customer.encrypt(key));
  }

  @Test
  void encrypts_with_the_imported_bytes() throws GeneralSecurityException {
    Ciphertext ciphertext = Ciphertext.parse(customer.encrypt(key)).orElseThrow();
    assertThat(ciphertext.open(bytes(32, 1), "")).isEqualTo("probe".getBytes());
  }

  @Test
  void asks_for_the_same_context() {
    String context = ",\"EncryptionContext\":\"{\\\"a\\\":\\\"1\\\"}\"}";
    String other = ",\"EncryptionContext\":\"{\\\"a\\\":\\\"2\\\"}\"}";
    String body = Customer.encryptBody(key);
    String sealed =
        wire.ok("Encrypt", body.substring(0, body.length() - 1) + context)
            .get("CiphertextBlob")
            .getAsString();
    String asked = "{\"CiphertextBlob\":\"" + sealed + "\"";
    assertThat(wire.code("Decrypt", asked + context)).isEqualTo("ok");
    assertThat(wire.code("Decrypt", asked + other)).isEqualTo(INVALID_CIPHERTEXT);
    assertThat(wire.code("Decrypt", asked + "}")).isEqualTo(INVALID_CIPHERTEXT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "[]", "{\\\"a\\\":1}", "{} {}"})
  void takes_a_context_of_strings_only(String context) {
    assertThat(encryptInContext(context)).isEqualTo("InvalidParameter");
  }

  @Test
  void takes_1024_bytes_of_context_and_not_more() {
    String frame = "{\\\"a\\\":\\\"%s\\\"}";
    assertThat(encryptInContext(frame.formatted("x".repeat(1016)))).isEqualTo("ok");
    assertThat(encryptInContext(frame.formatted("x".repeat(1017)))).isEqualTo("InvalidParameter");
  }

  @Test
  void takes_1_to_4096_bytes_of_plaintext() {
    assertThat(encrypt(Base64.getEncoder().encodeToString(new byte[4096]))).isEqualTo("ok");
    for (String plaintext :
        new String[] {Base64.getEncoder().encodeToString(new byte[4097]), "", "AA", "?"}) {
      assertThat(encrypt(plaintext)).isEqualTo("InvalidParameterValue.InvalidPlaintext");
    }
  }

  @Test
  void refuses_a_damaged_ciphertext() {
    String good = customer.encrypt(key);
    String damaged = good.substring(0, good.length() - 6) + "AAAAAA";
    for (String blob :
        new String[] {damaged, "", "AAAA", "a-k-b-k-c", good + "-k-", "AAAA-k-AAAA-k-AAAA"}) {
      assertThat(customer.decryptCode(blob)).as(blob).isEqualTo(INVALID_CIPHERTEXT);
    }
  }

  @Test
  void refuses_a_ciphertext_of_a_key_that_is_not_there() {
    String blob = customer.encrypt(key);
    wire.region = "ap-shanghai";
    assertThat(customer.decryptCode(blob)).isEqualTo("ResourceUnavailable.CmkNotFound");
  }

  @Test
  void has_no_use_for_asymmetric_keys() {
    String signer =
        wire.ok("CreateKey", "{\"Alias\":\"s\",\"KeyUsage\":\"ASYMMETRIC_SIGN_VERIFY_ECC\"}")
            .get("KeyId")
            .getAsString();
    assertThat(wire.code("Encrypt", Customer.encryptBody(signer))).isEqualTo("InvalidParameter");
  }

  @Test
  void wraps_the_answer_under_a_key_of_the_caller() throws GeneralSecurityException {
    KeyPair pair = WrappingKeyPairs.SHARED.next(1, null);
    JsonObject wrapped = wire.ok("Decrypt", wrapping(pem(pair), "RSAES_OAEP_SHA_256"));
    byte[] ciphertext = Base64.getDecoder().decode(wrapped.get("Plaintext").getAsString());
    assertThat(WrappingScheme.RSAES_OAEP_SHA_256.unwrap(pair.getPrivate(), ciphertext))
        .isEqualTo("probe".getBytes());
  }

  @Test
  void cannot_wrap_under_anything_else() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(1024);
    for (String pem : new String[] {"no key", pem(generator.generateKeyPair())}) {
      assertThat(wire.code("Decrypt", wrapping(pem, "RSAES_PKCS1_V1_5")))
          .isEqualTo("FailedOperation.EncryptionError");
    }
    assertThat(wire.code("Decrypt", wrapping("any", "SM2"))).isEqualTo("InvalidParameter");
    assertThat(wire.code("Decrypt", wrapping("", "RSAES_PKCS1_V1_5")))
        .isEqualTo("InvalidParameter");
  }

  private String wrapping(String pem, String algorithm) {
    return "{\"CiphertextBlob\":\"%s\",\"EncryptionPublicKey\":\"%s\",\"EncryptionAlgorithm\":\"%s\"}"
        .formatted(customer.encrypt(key), pem, algorithm);
  }

  private static String pem(KeyPair pair) {
    String base64 = Base64.getEncoder().encodeToString(pair.getPublic().getEncoded());
    return "-----BEGIN PUBLIC KEY-----\\n" + base64 + "\\n-----END PUBLIC KEY-----\\n";
  }

  private String encryptInContext(String context) {
    return wire.code(
        "Encrypt",
        "{\"KeyId\":\"%s\",\"Plaintext\":\"cHJvYmU=\",\"EncryptionContext\":\"%s\"}"
            .formatted(key, context));
  }

  private String encrypt(String plaintext) {
    return wire.code(
        "Encrypt", "{\"KeyId\":\"%s\",\"Plaintext\":\"%s\"}".formatted(key, plaintext));
  }

  private static String blob(String blob) {
    return "{\"CiphertextBlob\":\"" + blob + "\"}";
  }
}
