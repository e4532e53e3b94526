package dev.byok.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import dev.byok.testkit.junit.Emulated;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Creating, naming, describing and listing keys; what the region offers. */
class CatalogueTest {
  @Emulated private KmsEmulator kms;
  private Wire wire;
  private Customer customer;

  @BeforeEach
  void connect() {
    customer = new Customer(kms);
    wire = customer.wire;
  }

  @Nested
  class Creating {
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

  @Nested
  class Renaming {
    private String key;

    @BeforeEach
    void create() {
      key = customer.create("before");
    }

    @Test
    void changes_alias_and_description() {
      assertThat(rename("after")).isEqualTo("ok");
      assertThat(describe("words")).isEqualTo("ok");
      EmulatedKey seen = kms.keys().get(0);
      assertThat(seen.alias()).isEqualTo("after");
      assertThat(seen.description()).isEqualTo("words");
    }

    @Test
    void keeps_to_the_rules_of_creation() {
      customer.create("taken");
      assertThat(rename("taken")).isEqualTo("InvalidParameterValue.AliasAlreadyExists");
      assertThat(rename("kms-x")).isEqualTo("InvalidParameterValue.InvalidAlias");
      assertThat(describe("a".repeat(1025))).isEqualTo("InvalidParameter");
      assertThat(describe("a".repeat(1024))).isEqualTo("ok");
    }

    private String rename(String alias) {
      return wire.code("UpdateAlias", "{\"KeyId\":\"" + key + "\",\"Alias\":\"" + alias + "\"}");
    }

    private String describe(String text) {
      return wire.code(
          "UpdateKeyDescription", "{\"KeyId\":\"" + key + "\",\"Description\":\"" + text + "\"}");
    }
  }

  @Nested
  class Listing {
    @Test
    void pages_through_all_keys() {
      kms.addKeys(45);
      JsonObject page = wire.ok("ListKeyDetail", "{\"Offset\":40,\"Limit\":10,\"OrderType\":1}");
      assertThat(page.get("TotalCount").getAsInt()).isEqualTo(45);
      assertThat(page.getAsJsonArray("KeyMetadatas")).hasSize(5);
      assertThat(wire.ok("ListKeys", "{}").getAsJsonArray("Keys")).hasSize(10);
      assertThat(wire.ok("ListKeys", "{\"Limit\":200}").getAsJsonArray("Keys")).hasSize(45);
      assertThat(wire.ok("ListKeys", "{\"Offset\":99}").getAsJsonArray("Keys")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "\"Limit\":201",
          "\"Limit\":0",
          "\"Limit\":-1",
          "\"Offset\":-1",
          "\"Limit\":\"10\"",
          "\"Role\":2",
          "\"OrderType\":2",
          "\"KeyState\":6",
          "\"Origin\":\"external\"",
          "\"KeyUsage\":\"FOO\"",
          "\"TagFilters\":\"a\"",
          "\"SearchKeyAlias\":7"
        })
    void refuses_bad_parameters(String member) {
      assertThat(wire.code("ListKeyDetail", "{" + member + "}")).isEqualTo("InvalidParameter");
    }

    @Test
    void orders_by_age() {
      customer.create("old");
      customer.create("new");
      assertThat(aliases(wire, "\"OrderType\":0")).containsExactly("new", "old");
      assertThat(aliases(wire, "\"OrderType\":1")).containsExactly("old", "new");
    }

    @Test
    void searches_fuzzily_in_alias_and_id() {
      String id = customer.create("payments");
      customer.create("payments-eu");
      customer.create("Repayments");
      customer.create("other");
      assertThat(aliases(wire, "\"SearchKeyAlias\":\"payments\"")).hasSize(3);
      assertThat(aliases(wire, "\"SearchKeyAlias\":\"" + id.substring(0, 18) + "\""))
          .contains("payments");
      assertThat(aliases(wire, "\"SearchKeyAlias\":\"\"")).hasSize(4);
    }

    @Test
    void filters_by_origin_state_and_usage() {
      String imported = customer.imported("imported", Customer.bytes(32, 1));
      customer.create("waiting");
      customer.createOwn("own");
      wire.ok("CreateKey", "{\"Alias\":\"signer\",\"KeyUsage\":\"ASYMMETRIC_SIGN_VERIFY_ECC\"}");
      String going = customer.create("going");
      customer.schedule(going, 7);

      assertThat(aliases(wire, "\"Origin\":\"EXTERNAL\""))
          .containsExactly("going", "waiting", "imported");
      assertThat(aliases(wire, "\"Origin\":\"TENCENT_KMS\"")).containsExactly("own");
      assertThat(aliases(wire, "\"Origin\":\"ALL\",\"KeyUsage\":\"ALL\"")).hasSize(5);
      assertThat(aliases(wire, "\"KeyState\":1")).containsExactly("own", "imported");
      assertThat(aliases(wire, "\"KeyState\":3")).containsExactly("going");
      assertThat(aliases(wire, "\"KeyState\":4")).containsExactly("waiting");
      customer.code("DisableKey", imported);
      assertThat(aliases(wire, "\"KeyState\":2")).containsExactly("imported");
      assertThat(aliases(wire, "\"Role\":1")).isEmpty();
      assertThat(wire.ok("ListKeys", "{}").get("TotalCount").getAsInt()).isEqualTo(4);
    }

    @Test
    void filters_by_tags() {
      tagged("a", "{\"TagKey\":\"env\",\"TagValue\":\"prod\"}");
      tagged("b", "{\"TagKey\":\"env\",\"TagValue\":\"test\"}");
      tagged(
          "c", "{\"TagKey\":\"env\",\"TagValue\":\"prod\"},{\"TagKey\":\"x\",\"TagValue\":\"\"}");
      String env = "{\"TagKey\":\"env\",\"TagValue\":[\"prod\"]}";
      assertThat(aliases(wire, "\"TagFilters\":[" + env + "]")).containsExactly("c", "a");
      assertThat(aliases(wire, "\"TagFilters\":[" + env + ",{\"TagKey\":\"x\"}]"))
          .containsExactly("c");
    }

    @Test
    void keeps_regions_apart() {
      String id = customer.create("here");
      wire.region = "ap-shanghai";
      assertThat(aliases(wire, "\"Limit\":200")).isEmpty();
      assertThat(customer.code("DescribeKey", id)).isEqualTo("ResourceUnavailable.CmkNotFound");
      customer.create("here");
      assertThat(kms.keys())
          .extracting(EmulatedKey::region)
          .contains("ap-guangzhou", "ap-shanghai");
    }

    private void tagged(String alias, String tags) {
      wire.ok("CreateKey", "{\"Alias\":\"" + alias + "\",\"Type\":2,\"Tags\":[" + tags + "]}");
    }
  }

  @Nested
  class Describing {
    @Test
    void shows_every_field_of_the_java_model() {
      JsonObject metadata = customer.metadata(customer.create("payments"));
      assertThat(metadata.keySet())
          .containsExactlyInAnyOrder(
              "KeyId",
              "Alias",
              "CreateTime",
              "Description",
              "KeyState",
              "KeyUsage",
              "Type",
              "CreatorUin",
              "KeyRotationEnabled",
              "Owner",
              "NextRotateTime",
              "DeletionDate",
              "Origin",
              "ValidTo",
              "ResourceId",
              "HsmClusterId",
              "RotateDays",
              "LastRotateTime");
    }

    @Test
    void describes_up_to_100_keys_in_the_order_asked_for() {
      List<String> ids = kms.addKeys(101);
      assertThat(describe(ids)).isEqualTo("InvalidParameter");
      assertThat(describe(ids.subList(0, 100))).isEqualTo("ok");
      assertThat(describe(List.of())).isEqualTo("InvalidParameter");
      assertThat(describe(List.of(ids.get(0), ids.get(0))))
          .isEqualTo("InvalidParameterValue.DuplicatedKeyId");
      assertThat(describe(List.of("nonsense"))).isEqualTo("InvalidParameterValue.InvalidKeyId");
      assertThat(describe(List.of(ids.get(0), "1ff78c0d-c54b-11e9-9cc9-5254006d0810")))
          .isEqualTo("ResourceUnavailable.CmkNotFound");
      assertThat(wire.code("DescribeKeys", "{}")).isEqualTo("MissingParameter");
      JsonObject two = wire.ok("DescribeKeys", body(List.of(ids.get(7), ids.get(3))));
      assertThat(aliases(two)).containsExactly("added-00008", "added-00004");
    }

    private String describe(List<String> ids) {
      return wire.code("DescribeKeys", body(ids));
    }

    private String body(List<String> ids) {
      return ids.stream()
          .collect(Collectors.joining("\",\"", "{\"KeyIds\":[\"", "\"]}"))
          .replace("[\"\"]", "[]");
    }
  }

  @Nested
  class Asking_the_region {
    @ParameterizedTest
    @ValueSource(ints = {1, 32, 1024})
    void draws_random_bytes(int count) {
      String plaintext =
          wire.ok("GenerateRandom", "{\"NumberOfBytes\":" + count + "}")
              .get("Plaintext")
              .getAsString();
      assertThat(Base64.getDecoder().decode(plaintext)).hasSize(count);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1025", "\"32\"", "1.0"})
    void refuses_other_numbers(String count) {
      assertThat(wire.code("GenerateRandom", "{\"NumberOfBytes\":" + count + "}"))
          .isEqualTo("InvalidParameter");
    }

    @Test
    void tells_the_algorithms_of_its_edition(@Emulated(edition = Edition.SM) KmsEmulator sm) {
      assertThat(algorithm(wire)).isEqualTo("AES_256");
      assertThat(algorithm(new Wire(sm))).isEqualTo("SM4");
    }

    @Test
    void tells_its_status() {
      kms.addKeys(3);
      JsonObject status = wire.ok("GetServiceStatus", "{}");
      assertThat(status.get("ServiceEnabled").getAsBoolean()).isTrue();
      assertThat(status.get("CmkUserCount").getAsInt()).isEqualTo(3);
      assertThat(status.get("CmkLimit").getAsInt()).isEqualTo(200);
    }

    private String algorithm(Wire asked) {
      return asked
          .ok("ListAlgorithms", "{}")
          .getAsJsonArray("SymmetricAlgorithms")
          .get(0)
          .getAsJsonObject()
          .get("Algorithm")
          .getAsString();
    }
  }

  @Test
  void holds_a_thousand_keys() {
    assertThat(kms.addKeys(1000)).doesNotHaveDuplicates().hasSize(1000);
    assertThat(kms.keys()).allMatch(key -> key.wasEver(EmulatedKey.State.PENDING_IMPORT));
    kms.clock().advance(Duration.ofDays(1));
    List<Integer> sizes = IntStream.range(0, 5).map(page -> pageSize(page * 200)).boxed().toList();
    assertThat(sizes).containsOnly(200);
  }

  private int pageSize(int offset) {
    return wire.ok("ListKeyDetail", "{\"Limit\":200,\"Offset\":" + offset + "}")
        .getAsJsonArray("KeyMetadatas")
        .size();
  }

  private static List<String> aliases(Wire wire, String members) {
    return aliases(wire.ok("ListKeyDetail", "{" + members + "}"));
  }

  private static List<String> aliases(JsonObject answer) {
    return StreamSupport.stream(answer.getAsJsonArray("KeyMetadatas").spliterator(), false)
        .map(key -> key.getAsJsonObject().get("Alias").getAsString())
        .toList();
  }
}
