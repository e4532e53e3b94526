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
import org.junit.jupiter.params.provider.ValueSource;

/** Renaming and describing keys; what the region offers. */
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

  static List<String> aliases(Wire wire, String members) {
    return aliases(wire.ok("ListKeyDetail", "{" + members + "}"));
  }

  static List<String> aliases(JsonObject answer) {
    return StreamSupport.stream(answer.getAsJsonArray("KeyMetadatas").spliterator(), false)
        .map(key -> key.getAsJsonObject().get("Alias").getAsString())
        .toList();
  }
}
