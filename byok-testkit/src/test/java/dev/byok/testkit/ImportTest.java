package dev.byok.testkit;

import static dev.byok.testkit.Customer.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.byok.testkit.junit.Emulated;
import java.security.spec.MGF1ParameterSpec;
import java.time.Duration;
import java.util.Base64;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImportTest {
  private static final byte[] MATERIAL = bytes(32, 1);
  private static final String UNDECRYPTABLE = "InvalidParameter.DecryptMaterialError";
  private static final String TOKEN_EXPIRED = "ResourceUnavailable.TokenExpired";

  @Emulated private KmsEmulator kms;
  private Customer customer;
  private String key;

  @BeforeEach
  void create_key() {
    customer = new Customer(kms);
    key = customer.create("payments");
  }

  @ParameterizedTest
  @ValueSource(strings = {"RSAES_PKCS1_V1_5", "RSAES_OAEP_SHA_1", "RSAES_OAEP_SHA_256"})
  void takes_material_under_every_algorithm(String algorithm) {
    assertThat(customer.state(key)).isEqualTo("PendingImport");

    assertThat(customer.importCode(customer.parameters(key, algorithm), MATERIAL)).isEqualTo("ok");

    assertThat(customer.state(key)).isEqualTo("Enabled");
    assertThat(kms.materialOf(key)).hasValue(MATERIAL);
  }

  @Test
  void issues_parameters_of_the_documented_shape() {
    Customer.Parameters parameters = customer.parameters(key);

    assertThat(Base64.getDecoder().decode(parameters.token())).hasSize(96);
    assertThat(Base64.getDecoder().decode(parameters.publicKey())).hasSize(294);
    assertThat(parameters.validTo() - kms.clock().instant().getEpochSecond())
        .isBetween(86_395L, 86_400L);
  }

  @Test
  void refuses_another_algorithm_than_was_asked_for() {
    Customer.Parameters sha256 = customer.parameters(key, "RSAES_OAEP_SHA_256");
    Customer.Parameters pretended =
        new Customer.Parameters(key, "RSAES_OAEP_SHA_1", sha256.token(), sha256.publicKey(), 0);
    assertThat(customer.importCode(pretended, MATERIAL)).isEqualTo(UNDECRYPTABLE);
  }

  @Test
  void refuses_the_mask_of_sha_1_with_oaep_sha_256() {
    Customer.Parameters parameters = customer.parameters(key);
    OAEPParameterSpec trap =
        new OAEPParameterSpec(
            "SHA-256", "MGF1", MGF1ParameterSpec.SHA1, PSource.PSpecified.DEFAULT);
    String wrapped = Customer.wrap(parameters, MATERIAL, "RSA/ECB/OAEPPadding", trap);
    assertThat(imports(parameters, wrapped)).isEqualTo(UNDECRYPTABLE);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 16, 24, 31, 33, 64})
  void refuses_another_length_than_the_edition_has(int length) {
    assertThat(customer.importCode(customer.parameters(key), bytes(length, 2)))
        .isEqualTo(UNDECRYPTABLE);
  }

  @Test
  void refuses_garbage() {
    Customer.Parameters parameters = customer.parameters(key);
    String random = Base64.getEncoder().encodeToString(bytes(256, 3));
    String tooShort = Base64.getEncoder().encodeToString(bytes(255, 3));
    for (String wrapped : new String[] {random, tooShort, "", "no Base64!", "AA"}) {
      assertThat(imports(parameters, wrapped)).as(wrapped).isEqualTo(UNDECRYPTABLE);
    }
    assertThat(customer.state(key)).isEqualTo("PendingImport");
  }

  @Test
  void takes_16_bytes_in_the_national_edition(@Emulated(edition = Edition.SM) KmsEmulator sm) {
    Customer there = new Customer(sm);
    String smKey = there.create("payments");
    assertThat(there.importCode(there.parameters(smKey), MATERIAL)).isEqualTo(UNDECRYPTABLE);
    assertThat(there.importCode(there.parameters(smKey), bytes(16, 1))).isEqualTo("ok");
    assertThat(there.metadata(smKey).get("Type").getAsInt()).isEqualTo(4);
    assertThat(customer.metadata(key).get("Type").getAsInt()).isEqualTo(2);
  }

  @Test
  void reuses_a_token_until_24_hours_are_over() {
    Customer.Parameters parameters = customer.parameters(key);
    assertThat(customer.importCode(parameters, MATERIAL)).isEqualTo("ok");
    kms.clock().advance(Duration.ofHours(24).minusSeconds(30));
    assertThat(customer.importCode(parameters, MATERIAL)).isEqualTo("ok");

    kms.clock().advance(Duration.ofSeconds(30));
    assertThat(customer.importCode(parameters, MATERIAL)).isEqualTo(TOKEN_EXPIRED);
  }

  @Test
  void voids_parameters_by_a_newer_call() {
    Customer.Parameters older = customer.parameters(key);
    Customer.Parameters newer = customer.parameters(key);
    assertThat(customer.importCode(older, MATERIAL)).isEqualTo(TOKEN_EXPIRED);
    // The older wrapping key with the newer token: two parts of different calls.
    assertThat(imports(newer, Customer.wrap(older, MATERIAL))).isEqualTo(UNDECRYPTABLE);
    assertThat(customer.importCode(newer, MATERIAL)).isEqualTo("ok");
  }

  @Test
  void refuses_tokens_of_another_key_and_made_up_ones() {
    String other = customer.create("other");
    Customer.Parameters foreign = customer.parameters(other);
    Customer.Parameters own = customer.parameters(key);
    byte[] altered = Base64.getDecoder().decode(own.token());
    altered[40] ^= 1;
    for (String token :
        new String[] {
          foreign.token(),
          Base64.getEncoder().encodeToString(altered),
          Base64.getEncoder().encodeToString(bytes(96, 4)),
          "nonsense",
          ""
        }) {
      Customer.Parameters mixed =
          new Customer.Parameters(key, own.algorithm(), token, own.publicKey(), 0);
      assertThat(customer.importCode(mixed, MATERIAL)).as(token).isEqualTo("InvalidParameter");
    }
  }

  @Test
  void refuses_a_token_replayed_to_another_emulator(
      @Emulated(edition = Edition.SM) KmsEmulator elsewhere) {
    Customer there = new Customer(elsewhere);
    Customer.Parameters parameters = there.parameters(there.create("payments"));
    Customer.Parameters here = customer.parameters(key);
    Customer.Parameters mixed =
        new Customer.Parameters(key, here.algorithm(), parameters.token(), here.publicKey(), 0);
    assertThat(customer.importCode(mixed, MATERIAL)).isEqualTo("InvalidParameter");
  }

  @Test
  void refuses_other_bytes_after_the_first_import() {
    customer.importInto(key, MATERIAL, 0);
    assertThat(customer.importCode(customer.parameters(key), bytes(32, 9)))
        .isEqualTo("InvalidParameterValue.MaterialNotMatch");
    assertThat(kms.materialOf(key)).hasValue(MATERIAL);
  }

  @Test
  void remembers_the_first_bytes_after_deletion() {
    customer.importInto(key, MATERIAL, 0);
    assertThat(customer.code("DeleteImportedKeyMaterial", key)).isEqualTo("ok");
    assertThat(kms.materialOf(key)).isEmpty();

    assertThat(customer.importCode(customer.parameters(key), bytes(32, 9)))
        .isEqualTo("InvalidParameterValue.MaterialNotMatch");
    assertThat(customer.importCode(customer.parameters(key), MATERIAL)).isEqualTo("ok");
  }

  @Test
  void remembers_the_first_bytes_after_expiry() {
    customer.importInto(key, MATERIAL, kms.clock().instant().getEpochSecond() + 60);
    kms.clock().advance(Duration.ofSeconds(60));
    assertThat(customer.state(key)).isEqualTo("PendingImport");
    assertThat(customer.importCode(customer.parameters(key), bytes(32, 9)))
        .isEqualTo("InvalidParameterValue.MaterialNotMatch");
    assertThat(customer.importCode(customer.parameters(key), MATERIAL)).isEqualTo("ok");
  }

  @Test
  void forgets_a_refused_material() {
    assertThat(customer.importCode(customer.parameters(key), bytes(16, 9)))
        .isEqualTo(UNDECRYPTABLE);
    assertThat(customer.importCode(customer.parameters(key), MATERIAL)).isEqualTo("ok");
  }

  @Test
  void takes_the_same_bytes_into_several_keys() {
    customer.importInto(key, MATERIAL, 0);
    String other = customer.imported("other", MATERIAL);
    String blob = customer.encrypt(key);
    customer.code("DeleteImportedKeyMaterial", key);
    assertThat(customer.state(other)).isEqualTo("Enabled");
    assertThat(customer.decryptCode(blob)).isEqualTo("ResourceUnavailable.CmkDisabled");
  }

  @Test
  void takes_material_into_external_keys_only() {
    String own = customer.createOwn("own");
    String refused = "UnsupportedOperation.NotExternalCmk";
    assertThat(
            customer.wire.code(
                "GetParametersForImport",
                "{\"KeyId\":\"%s\",\"WrappingAlgorithm\":\"RSAES_OAEP_SHA_1\",\"WrappingKeySpec\":\"RSA_2048\"}"
                    .formatted(own)))
        .isEqualTo(refused);
    Customer.Parameters parameters = customer.parameters(key);
    Customer.Parameters redirected =
        new Customer.Parameters(
            own, parameters.algorithm(), parameters.token(), parameters.publicKey(), 0);
    assertThat(customer.importCode(redirected, MATERIAL)).isEqualTo(refused);
    assertThat(customer.code("DeleteImportedKeyMaterial", own)).isEqualTo(refused);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"WrappingAlgorithm\":\"SM2PKE\",\"WrappingKeySpec\":\"RSA_2048\"",
        "\"WrappingAlgorithm\":\"RSAES_OAEP_SHA_1\",\"WrappingKeySpec\":\"RSA_4096\"",
        "\"WrappingAlgorithm\":\"rsaes_oaep_sha_1\",\"WrappingKeySpec\":\"RSA_2048\""
      })
  void knows_no_other_wrapping(String wrapping) {
    assertThat(
            customer.wire.code(
                "GetParametersForImport", "{\"KeyId\":\"" + key + "\"," + wrapping + "}"))
        .isEqualTo("InvalidParameter");
  }

  private String imports(Customer.Parameters parameters, String wrapped) {
    return customer.wire.code("ImportKeyMaterial", Customer.importBody(parameters, wrapped, 0));
  }
}
