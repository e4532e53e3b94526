package dev.byok.testkit;

import static dev.byok.testkit.Customer.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.byok.testkit.junit.Emulated;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LifecycleTest {
  private static final byte[] MATERIAL = bytes(32, 1);
  private static final String NOT_IN_THIS_STATE = "ResourceUnavailable.CmkStateNotSupport";
  private static final String NOT_FOUND = "ResourceUnavailable.CmkNotFound";
  private static final String DISABLED = "ResourceUnavailable.CmkDisabled";
  private static final String NOT_PENDING = "ResourceUnavailable.CmkNotPendingDelete";

  @Emulated private KmsEmulator kms;
  private Customer customer;
  private String key;

  @BeforeEach
  void create_key() {
    customer = new Customer(kms);
    key = customer.create("payments");
  }

  private String importOf(byte[] material, long validTo) {
    return customer.importCode(customer.parameters(key), material, validTo);
  }

  private long now() {
    return kms.clock().instant().getEpochSecond();
  }

  @Nested
  class Waiting_for_material {
    @Test
    void refuses_everything_that_needs_material() {
      assertThat(customer.wire.code("Encrypt", Customer.encryptBody(key))).isEqualTo(DISABLED);
      for (String action :
          List.of("EnableKey", "DisableKey", "DeleteImportedKeyMaterial", "ArchiveKey")) {
        assertThat(customer.code(action, key)).as(action).isEqualTo(NOT_IN_THIS_STATE);
      }
      assertThat(customer.bind("BindCloudResource", key)).isEqualTo(NOT_IN_THIS_STATE);
      assertThat(customer.code("CancelKeyDeletion", key)).isEqualTo(NOT_PENDING);
    }

    @Test
    void returns_to_waiting_when_its_deletion_is_cancelled() {
      assertThat(customer.schedule(key, 7)).isEqualTo("ok");
      assertThat(customer.code("CancelKeyDeletion", key)).isEqualTo("ok");
      assertThat(customer.state(key)).isEqualTo("PendingImport");
    }
  }

  @Nested
  class Enabled {
    @BeforeEach
    void import_material() {
      customer.importInto(key, MATERIAL, 0);
    }

    @Test
    void cannot_be_enabled_again_nor_scheduled() {
      assertThat(customer.code("EnableKey", key)).isEqualTo(NOT_IN_THIS_STATE);
      assertThat(customer.schedule(key, 7)).isEqualTo("ResourceUnavailable.CmkShouldBeDisabled");
      assertThat(customer.code("CancelKeyDeletion", key)).isEqualTo(NOT_PENDING);
      assertThat(customer.code("CancelKeyArchive", key)).isEqualTo(NOT_IN_THIS_STATE);
    }

    @Test
    void decrypts_again_only_after_the_same_bytes_came_back() {
      String blob = customer.encrypt(key);
      assertThat(customer.code("DeleteImportedKeyMaterial", key)).isEqualTo("ok");
      assertThat(customer.decryptCode(blob)).isEqualTo(DISABLED);
      assertThat(importOf(bytes(32, 2), 0)).isEqualTo("InvalidParameterValue.MaterialNotMatch");
      assertThat(customer.decryptCode(blob)).isEqualTo(DISABLED);

      assertThat(importOf(MATERIAL, 0)).isEqualTo("ok");
      assertThat(customer.decryptCode(blob)).isEqualTo("ok");
    }

    @Test
    void decrypts_only_while_archived() {
      String blob = customer.encrypt(key);
      assertThat(customer.code("ArchiveKey", key)).isEqualTo("ok");
      assertThat(customer.state(key)).isEqualTo("Archived");
      assertThat(customer.decryptCode(blob)).isEqualTo("ok");
      assertThat(customer.wire.code("Encrypt", Customer.encryptBody(key)))
          .isEqualTo("ResourceUnavailable.CmkArchived");
      assertThat(importOf(MATERIAL, 0)).isEqualTo(NOT_IN_THIS_STATE);

      assertThat(customer.code("CancelKeyArchive", key)).isEqualTo("ok");
      assertThat(customer.state(key)).isEqualTo("Enabled");
    }
  }

  @Nested
  class Disabled {
    private String blob;

    @BeforeEach
    void disable() {
      customer.importInto(key, MATERIAL, 0);
      blob = customer.encrypt(key);
      assertThat(customer.code("DisableKey", key)).isEqualTo("ok");
    }

    @Test
    void takes_neither_use_nor_import() {
      assertThat(customer.state(key)).isEqualTo("Disabled");
      assertThat(customer.wire.code("Encrypt", Customer.encryptBody(key))).isEqualTo(DISABLED);
      assertThat(customer.decryptCode(blob)).isEqualTo(DISABLED);
      assertThat(importOf(MATERIAL, 0)).isEqualTo(NOT_IN_THIS_STATE);
      for (String action : List.of("DisableKey", "DeleteImportedKeyMaterial", "ArchiveKey")) {
        assertThat(customer.code(action, key)).as(action).isEqualTo(NOT_IN_THIS_STATE);
      }
    }

    @Test
    void is_usable_again_once_enabled() {
      assertThat(customer.code("EnableKey", key)).isEqualTo("ok");
      assertThat(customer.decryptCode(blob)).isEqualTo("ok");
    }

    @Test
    void is_left_disabled_when_its_deletion_is_cancelled() {
      assertThat(customer.schedule(key, 30)).isEqualTo("ok");
      assertThat(customer.code("CancelKeyDeletion", key)).isEqualTo("ok");
      assertThat(customer.state(key)).isEqualTo("Disabled");
      assertThat(customer.metadata(key).get("DeletionDate").getAsLong()).isZero();
    }
  }

  @Nested
  class Awaiting_deletion {
    @BeforeEach
    void schedule() {
      customer.importInto(key, MATERIAL, now() + 3600);
      customer.code("DisableKey", key);
      assertThat(customer.schedule(key, 7)).isEqualTo("ok");
    }

    @Test
    void refuses_all_but_looking_and_cancelling() {
      assertThat(customer.state(key)).isEqualTo("PendingDelete");
      for (String action :
          List.of("EnableKey", "DisableKey", "DeleteImportedKeyMaterial", "ArchiveKey")) {
        assertThat(customer.code(action, key)).as(action).isEqualTo(NOT_IN_THIS_STATE);
      }
      assertThat(customer.schedule(key, 7)).isEqualTo(NOT_IN_THIS_STATE);
      assertThat(importOf(MATERIAL, 0)).isEqualTo(NOT_IN_THIS_STATE);
      assertThat(customer.bind("BindCloudResource", key)).isEqualTo(NOT_IN_THIS_STATE);
      assertThat(customer.wire.code("Encrypt", Customer.encryptBody(key))).isEqualTo(DISABLED);
    }

    @Test
    void refuses_new_texts() {
      String about = "{\"KeyId\":\"" + key + "\",";
      assertThat(customer.wire.code("UpdateAlias", about + "\"Alias\":\"new\"}"))
          .isEqualTo(NOT_IN_THIS_STATE);
      assertThat(customer.wire.code("UpdateKeyDescription", about + "\"Description\":\"new\"}"))
          .isEqualTo(NOT_IN_THIS_STATE);
    }

    @Test
    void goes_at_its_date() {
      long date = customer.metadata(key).get("DeletionDate").getAsLong();
      assertThat(date - now()).isBetween(7 * 86_400L - 5, 7 * 86_400L);
      kms.clock().advance(Duration.ofDays(7).minusSeconds(30));
      assertThat(customer.state(key)).isEqualTo("PendingDelete");

      kms.clock().advance(Duration.ofSeconds(30));
      assertThat(customer.code("DescribeKey", key)).isEqualTo(NOT_FOUND);
      assertThat(kms.keys()).isEmpty();
    }

    @Test
    void loses_expired_material_without_leaving_its_state() {
      kms.clock().advance(Duration.ofHours(1));
      assertThat(customer.state(key)).isEqualTo("PendingDelete");
      assertThat(kms.materialOf(key)).isEmpty();
      customer.code("CancelKeyDeletion", key);
      assertThat(customer.state(key)).isEqualTo("PendingImport");
    }

    @Test
    void keeps_its_alias_until_it_goes() {
      assertThat(customer.wire.code("CreateKey", "{\"Alias\":\"payments\",\"Type\":2}"))
          .isEqualTo("InvalidParameterValue.AliasAlreadyExists");
      kms.clock().advance(Duration.ofDays(7));
      assertThat(customer.wire.code("CreateKey", "{\"Alias\":\"payments\",\"Type\":2}"))
          .isEqualTo("ok");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {-7, 0, 6, 31})
  void refuses_another_window_than_7_to_30_days(int days) {
    assertThat(customer.schedule(key, days))
        .isEqualTo("InvalidParameter.InvalidPendingWindowInDays");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DescribeKey",
        "EnableKey",
        "DisableKey",
        "DeleteImportedKeyMaterial",
        "CancelKeyDeletion",
        "ArchiveKey",
        "CancelKeyArchive"
      })
  void tells_a_malformed_id_from_an_unknown_one(String action) {
    assertThat(customer.code(action, "not-a-uuid")).isEqualTo("InvalidParameterValue.InvalidKeyId");
    assertThat(customer.code(action, "1ff78c0d-c54b-11e9-9cc9-5254006d0810")).isEqualTo(NOT_FOUND);
    assertThat(customer.wire.code(action, "{}")).isEqualTo("MissingParameter");
  }
}
