package dev.byok.testkit;

import static dev.byok.testkit.CatalogueTest.aliases;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import dev.byok.testkit.junit.Emulated;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CreatingTest {
  @Emulated private KmsEmulator kms;
  private Wire wire;
  private Customer customer;

  @BeforeEach
  void connect() {
    customer = new Customer(kms);
    wire = customer.wire;
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "9", "A-_z", "kms", "mykms-key"})
  void takes_good_aliases(String alias) {
    assertThat(create(alias)).isEqualTo("ok");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "-a", "_a", "a b", "a.b", "schlüssel", "kms-a", "KMS-a", "a\\n", "密钥"})
  void refuses_bad_aliases(String alias) {
    assertThat(create(alias)).isEqualTo("InvalidParameterValue.InvalidAlias");
  }

  @Test
  void takes_60_characters_of_alias_and_not_61() {
    assertThat(create("a".repeat(60))).isEqualTo("ok");
    assertThat(create("a".repeat(61))).isEqualTo("InvalidParameterValue.InvalidAlias");
  }

  @Test
  void refuses_an_alias_in_use_whatever_its_case() {
    customer.create("Payments");
    assertThat(create("Payments")).isEqualTo("InvalidParameterValue.AliasAlreadyExists");
    assertThat(create("payments")).isEqualTo("InvalidParameterValue.AliasAlreadyExists");
  }

  @Test
  void counts_a_description_in_bytes() {
    assertThat(createWith("a", "\"Description\":\"" + "é".repeat(512) + "\"")).isEqualTo("ok");
    assertThat(createWith("b", "\"Description\":\"" + "é".repeat(512) + "a\""))
        .isEqualTo("InvalidParameter");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"Type\":0 | InvalidParameterValue.InvalidType",
        "\"Type\":3 | InvalidParameterValue.InvalidType",
        "\"Type\":\"2\" | InvalidParameter",
        "\"Type\":2.0 | InvalidParameter",
        "\"Type\":2e0 | InvalidParameter",
        "\"Type\":null | InvalidParameter",
        "\"Type\":true | InvalidParameter",
        "\"Type\":99999999999999999999 | InvalidParameter",
        "\"KeyUsage\":\"FOO\" | InvalidParameterValue.InvalidKeyUsage",
        "\"Type\":2,\"KeyUsage\":\"ASYMMETRIC_DECRYPT_RSA_2048\""
            + " | InvalidParameterValue.InvalidKeyUsage",
        "\"KeyUsage\":\"ASYMMETRIC_DECRYPT_SM2\""
            + " | UnsupportedOperation.UnsupportedKeyUsageInCurrentRegion",
        "\"KeyUsage\":\"ASYMMETRIC_SIGN_VERIFY_ECC\" | ok",
        "\"HsmClusterId\":\"cls-1\" | InvalidParameterValue.InvalidHsmClusterId",
        "\"HsmClusterId\":\"\" | ok",
        "\"MemberAccount\":{} | UnknownParameter",
        "\"Tags\":[{\"TagKey\":\"a\",\"TagValue\":\"1\"}] | ok",
        "\"Tags\":[{\"TagKey\":\"a\",\"TagValue\":\"1\"},{\"TagKey\":\"a\",\"TagValue\":\"2\"}]"
            + " | InvalidParameterValue.TagKeysDuplicated",
        "\"Tags\":[{\"TagKey\":\"a\"}] | MissingParameter",
        "\"Tags\":[{\"TagKey\":\"\",\"TagValue\":\"\"}] | InvalidParameter",
        "\"Tags\":{} | InvalidParameter",
        "\"Tags\":[1] | InvalidParameter"
      })
  void checks_every_parameter(String members, String outcome) {
    assertThat(createWith("checked", members.strip())).isEqualTo(outcome.strip());
  }

  @Test
  void answers_as_documented() {
    JsonObject answer =
        wire.ok("CreateKey", "{\"Alias\":\"payments\",\"Type\":2,\"Description\":\"für 钱\"}");
    assertThat(answer.get("KeyId").getAsString()).matches("[0-9a-f-]{36}");
    assertThat(answer.get("KeyState").getAsString()).isEqualTo("PendingImport");
    assertThat(answer.get("Description").getAsString()).isEqualTo("für 钱");
    assertThat(answer.get("TagCode").getAsInt()).isZero();
    assertThat(answer.get("RequestId").getAsString()).matches("[0-9a-f-]{36}");
  }

  @Test
  void makes_keys_with_material_of_its_own() {
    String id = customer.createOwn("own");
    JsonObject metadata = customer.metadata(id);
    assertThat(metadata.get("Origin").getAsString()).isEqualTo("TENCENT_KMS");
    assertThat(metadata.get("KeyState").getAsString()).isEqualTo("Enabled");
    assertThat(customer.decryptCode(customer.encrypt(id))).isEqualTo("ok");
  }

  @Test
  void stops_at_the_quota_which_keys_awaiting_deletion_leave() {
    kms.addKeys(199);
    String last = customer.create("last");
    assertThat(create("more")).isEqualTo("LimitExceeded.CmkLimitExceeded");
    customer.schedule(last, 7);
    assertThat(create("more")).isEqualTo("ok");
    wire.region = "ap-shanghai";
    assertThat(create("elsewhere")).isEqualTo("ok");
  }

  private String create(String alias) {
    return createWith(alias, "\"Type\":2");
  }

  private String createWith(String alias, String members) {
    return wire.code("CreateKey", "{\"Alias\":\"" + alias + "\"," + members + "}");
  }

  @Test
  void knows_the_clusters_that_it_was_told_of() {
    try (KmsEmulator clustered =
        KmsEmulator.start(EmulatorOptions.defaults().withHsmClusters("cls-1"))) {
      Wire there = new Wire(clustered);
      there.ok("CreateKey", "{\"Alias\":\"a\",\"Type\":2,\"HsmClusterId\":\"cls-1\"}");
      there.ok("CreateKey", "{\"Alias\":\"b\",\"Type\":2}");
      assertThat(aliases(there, "\"HsmClusterId\":\"cls-1\"")).containsExactly("a");
      assertThat(aliases(there, "\"HsmClusterId\":\"default\"")).containsExactly("b");
      assertThat(aliases(there, "\"HsmClusterId\":\"\"")).containsExactly("b", "a");
      assertThat(there.code("ListKeys", "{\"HsmClusterId\":\"cls-2\"}"))
          .isEqualTo("InvalidParameterValue.InvalidHsmClusterId");
      assertThat(there.ok("GetServiceStatus", "{}").get("ExclusiveHSMEnabled").getAsBoolean())
          .isTrue();
    }
  }
}
