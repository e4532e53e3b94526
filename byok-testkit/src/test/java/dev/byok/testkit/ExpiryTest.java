package dev.byok.testkit;

import static dev.byok.testkit.Customer.bytes;
import static dev.byok.testkit.EmulatedKey.State.ENABLED;
import static dev.byok.testkit.EmulatedKey.State.PENDING_IMPORT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.byok.testkit.EmulatedKey.StateChange;
import dev.byok.testkit.junit.Emulated;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How material expires, and how a cloud product keeps it alive. */
class ExpiryTest {
  private static final byte[] MATERIAL = bytes(32, 1);
  private static final String IN_USE = "FailedOperation.CmkUsedByCloudProduct";

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
  class Expiry {
    @ParameterizedTest
    @ValueSource(longs = {-1, 1, 2_147_443_201L, 4_102_444_800L})
    void refuses_times_out_of_range(long validTo) {
      assertThat(importOf(MATERIAL, validTo)).isEqualTo("InvalidParameter");
      assertThat(kms.materialOf(key)).isEmpty();
    }

    @Test
    void takes_the_latest_time_and_not_the_present_one() {
      assertThat(importOf(MATERIAL, now())).isEqualTo("InvalidParameter");
      assertThat(importOf(MATERIAL, 2_147_443_200L)).isEqualTo("ok");
      assertThat(customer.metadata(key).get("ValidTo").getAsLong()).isEqualTo(2_147_443_200L);
    }

    @Test
    void is_replaced_by_the_next_import_and_cleared_by_none() {
      assertThat(importOf(MATERIAL, now() + 60)).isEqualTo("ok");
      assertThat(importOf(MATERIAL, now() + 120)).isEqualTo("ok");
      kms.clock().advance(Duration.ofSeconds(90));
      assertThat(customer.state(key)).isEqualTo("Enabled");
      assertThat(importOf(MATERIAL, 0)).isEqualTo("ok");
      kms.clock().advance(Duration.ofDays(900));
      assertThat(customer.state(key)).isEqualTo("Enabled");
    }

    @Test
    void strikes_a_disabled_key_too() {
      assertThat(importOf(MATERIAL, now() + 60)).isEqualTo("ok");
      customer.code("DisableKey", key);
      kms.clock().advance(Duration.ofSeconds(60));
      assertThat(customer.state(key)).isEqualTo("PendingImport");
    }

    @Test
    void happens_at_the_second() {
      Instant start = Instant.parse("2030-01-01T00:00:00Z");
      EmulatorOptions options = EmulatorOptions.defaults().withClock(EmulatorClock.fixed(start));
      try (KmsEmulator still = KmsEmulator.start(options)) {
        Customer there = new Customer(still);
        String id = there.create("payments");
        Instant expiry = start.plusSeconds(100);
        there.importInto(id, MATERIAL, expiry.getEpochSecond());

        still.clock().advance(Duration.ofMillis(99_999));
        assertThat(there.state(id)).isEqualTo("Enabled");
        still.clock().advance(Duration.ofMillis(1));
        assertThat(there.state(id)).isEqualTo("PendingImport");
        still.clock().advance(Duration.ofDays(2));

        assertThat(still.keys().get(0).history())
            .containsExactly(
                new StateChange(PENDING_IMPORT, start),
                new StateChange(ENABLED, start),
                new StateChange(PENDING_IMPORT, expiry));
      }
    }
  }

  @Nested
  class Bound_to_a_cloud_product {
    @BeforeEach
    void bind() {
      assertThat(importOf(MATERIAL, now() + 60)).isEqualTo("ok");
      assertThat(customer.bind("BindCloudResource", key)).isEqualTo("ok");
    }

    @Test
    void does_not_expire_any_more() {
      assertThat(customer.metadata(key).get("ValidTo").getAsLong()).isZero();
      kms.clock().advance(Duration.ofDays(1));
      assertThat(customer.state(key)).isEqualTo("Enabled");
    }

    @Test
    void cannot_be_taken_out_of_use() {
      for (String action : List.of("DisableKey", "DeleteImportedKeyMaterial", "ArchiveKey")) {
        assertThat(customer.code(action, key)).as(action).isEqualTo(IN_USE);
      }
      assertThat(customer.schedule(key, 7)).isEqualTo(IN_USE);
    }

    @Test
    void is_free_once_unbound() {
      assertThat(customer.bind("BindCloudResource", key)).isEqualTo("ok");
      assertThat(customer.bind("UnbindCloudResource", key)).isEqualTo("ok");
      assertThat(customer.bind("UnbindCloudResource", key))
          .isEqualTo("ResourceUnavailable.CloudResourceBindingNotFound");
      assertThat(customer.code("DisableKey", key)).isEqualTo("ok");
    }
  }
}
