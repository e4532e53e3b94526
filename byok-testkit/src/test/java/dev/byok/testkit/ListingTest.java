package dev.byok.testkit;

import static dev.byok.testkit.CatalogueTest.aliases;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import dev.byok.testkit.junit.Emulated;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListingTest {
  @Emulated private KmsEmulator kms;
  private Wire wire;
  private Customer customer;

  @BeforeEach
  void connect() {
    customer = new Customer(kms);
    wire = customer.wire;
  }

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
    tagged("c", "{\"TagKey\":\"env\",\"TagValue\":\"prod\"},{\"TagKey\":\"x\",\"TagValue\":\"\"}");
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
    assertThat(kms.keys()).extracting(EmulatedKey::region).contains("ap-guangzhou", "ap-shanghai");
  }

  private void tagged(String alias, String tags) {
    wire.ok("CreateKey", "{\"Alias\":\"" + alias + "\",\"Type\":2,\"Tags\":[" + tags + "]}");
  }
}
