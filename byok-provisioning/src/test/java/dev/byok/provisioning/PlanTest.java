package dev.byok.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.byok.KeyCheckValue;
import dev.byok.KeyMaterial;
import dev.byok.KeySpec;
import dev.byok.Validity;
import dev.byok.WrappingAlgorithm;
import dev.byok.kms.ExternalKey;
import dev.byok.kms.NewKey;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PlanTest {
  private final Fleet fleet = new Fleet();
  private final DesiredKey desired = fleet.desired("payments", DesiredValidity.never());

  @AfterEach
  void close() {
    fleet.close();
  }

  @Test
  void creates_what_is_missing() {
    assertThat(step().action()).isEqualTo(StepAction.CREATE);
  }

  @Test
  void opens_no_material_and_takes_two_requests_for_two_hundred_keys() {
    MaterialSource closed =
        () -> {
          throw new AssertionError("opened");
        };
    List<DesiredKey> keys =
        fleet.desired(200, DesiredValidity.never()).stream()
            .map(key -> DesiredKey.of(key.alias(), closed, key.validity()))
            .toList();
    fleet.emulator.addKeys(200);

    Plan plan = fleet.provisioner().plan(keys);

    assertThat(plan.count(StepAction.CREATE)).isEqualTo(200);
    assertThat(fleet.actions()).containsOnly("ListKeyDetail").hasSizeLessThanOrEqualTo(2);
  }

  @Test
  void refuses_two_desired_keys_of_one_alias() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> fleet.provisioner().plan(List.of(desired, desired)))
        .withMessageContaining("payments");
  }

  @Test
  void refuses_a_description_without_room_for_the_mark() {
    DesiredKey wordy = desired.withDescription("ü".repeat(503));

    assertBlocked(step(wordy), BlockReason.DESCRIPTION_TOO_LONG);
    assertThat(step(desired.withDescription("ü".repeat(502))).action())
        .isEqualTo(StepAction.CREATE);
  }

  @Test
  void refuses_a_validity_that_is_over() {
    assertBlocked(
        step(desired.withValidity(DesiredValidity.until(Fleet.START))), BlockReason.VALIDITY_OVER);
  }

  @Test
  void reads_like_a_report() {
    String report = fleet.provisioner().plan(List.of(desired)).toString();

    assertThat(report)
        .startsWith("Plan of 2027-03-01T00:00:00Z for 1 keys: 1 create, 0 import")
        .contains("create  payments: no key has this alias; valid never");
  }

  @Nested
  class When_the_key_is_finished {
    PlannedStep after(DesiredValidity validity) {
      provision();
      return step(desired.withValidity(validity));
    }

    @Test
    void keeps_it() {
      assertThat(after(DesiredValidity.never()).action()).isEqualTo(StepAction.KEEP);
    }

    @Test
    void renews_it_for_another_validity() {
      PlannedStep step = after(DesiredValidity.rolling(Duration.ofDays(9), Duration.ofDays(3)));

      assertThat(step.action()).isEqualTo(StepAction.RENEW);
      assertThat(step.reason()).isEqualTo("valid never, desired 9d, renewed 3d before");
    }

    @Test
    void blocks_it_when_it_is_disabled() {
      provision();
      fleet.client.disable(key().id());

      assertBlocked(step(), BlockReason.DISABLED);
    }

    @Test
    void blocks_it_when_it_is_pending_deletion() {
      provision();
      fleet.client.disable(key().id());
      fleet.client.scheduleDeletion(key().id(), 7);

      assertBlocked(step(), BlockReason.PENDING_DELETION);
    }

    @Test
    void blocks_it_when_the_source_states_other_material() {
      provision();
      DesiredKey other =
          DesiredKey.of(
              "payments",
              fleet.source("orders").stating(checkValue("orders")),
              DesiredValidity.never());

      assertBlocked(step(other), BlockReason.OTHER_MATERIAL);
    }

    @Test
    void blocks_it_when_the_source_states_material_of_the_other_edition() {
      provision();
      MaterialSource sm4 =
          fleet.source("payments").stating(new KeyCheckValue(KeySpec.SM4_128, "abcdef"));

      assertBlocked(
          step(DesiredKey.of("payments", sm4, DesiredValidity.never())), BlockReason.WRONG_EDITION);
    }
  }

  @Nested
  class When_somebody_else_has_the_alias {
    @Test
    void blocks_a_key_without_a_mark() {
      fleet.client.create("payments");

      assertBlocked(step(), BlockReason.ALIAS_OF_A_STRANGER);
    }

    @Test
    void blocks_a_key_that_waits_for_other_material() {
      fleet.client.create(
          NewKey.named("payments").withDescription("byok:kcv=" + checkValue("orders")));
      DesiredKey stating =
          DesiredKey.of(
              "payments",
              fleet.source("payments").stating(checkValue("payments")),
              DesiredValidity.never());

      assertBlocked(step(stating), BlockReason.ALIAS_OF_A_STRANGER);
    }

    @Test
    void takes_over_a_key_that_waits_for_this_material() {
      fleet.client.create(
          NewKey.named("payments").withDescription("text\nbyok:kcv=" + checkValue("payments")));

      assertThat(step().action()).isEqualTo(StepAction.IMPORT);
      assertThat(provision().count(Outcome.IMPORTED)).isEqualTo(1);
    }

    @Test
    void blocks_every_key_when_marks_are_off() {
      provision();
      Provisioner markless = fleet.provisioner().with(fleet.options(1).withoutMark());

      assertBlocked(
          markless.plan(List.of(desired)).steps().get(0), BlockReason.ALIAS_OF_A_STRANGER);
    }

    @Test
    void adopts_it_by_name_and_writes_the_mark() {
      ExternalKey stranger = fleet.client.create("payments");
      fleet.client.updateDescription(stranger.id(), "made by hand");
      Provisioner adopting = fleet.provisioner().adopt("payments", stranger.id());

      assertThat(adopting.provision(List.of(desired), Progress.none()).isFinished()).isTrue();
      assertThat(key().description()).isEqualTo("made by hand\nbyok:kcv=" + checkValue("payments"));
      assertThat(step().action()).isEqualTo(StepAction.KEEP);
    }

    @Test
    void adopts_one_with_material_only_after_an_import_has_proven_it() {
      ExternalKey stranger = fleet.client.create("payments");
      importInto(stranger, "orders");
      Provisioner adopting = fleet.provisioner().adopt("payments", stranger.id());

      ProvisioningReport report = adopting.provision(List.of(desired), Progress.none());

      assertThat(report.count(Outcome.FAILED)).isEqualTo(1);
      assertThat(report.toString()).contains("MaterialNotMatch");
      assertThat(key().description()).isEmpty();
    }

    @Test
    void blocks_a_key_of_another_id_than_was_adopted() {
      ExternalKey stranger = fleet.client.create("payments");
      ExternalKey other = fleet.client.create("other");

      Plan plan = fleet.provisioner().adopt("payments", other.id()).plan(List.of(desired));

      assertBlocked(plan.steps().get(0), BlockReason.ALIAS_OF_A_STRANGER);
      assertThat(plan.toString()).contains(stranger.id().value(), other.id().value());
    }
  }

  private void importInto(ExternalKey key, String alias) {
    try (KeyMaterial material = (KeyMaterial) fleet.source(alias).open()) {
      fleet.client.importKey(
          key.id(), material, WrappingAlgorithm.RSAES_OAEP_SHA_256, Validity.never());
    }
  }

  private KeyCheckValue checkValue(String alias) {
    try (KeyMaterial material = (KeyMaterial) fleet.source(alias).open()) {
      return material.checkValue().orElseThrow();
    }
  }

  private ExternalKey key() {
    return fleet.client.find("payments").orElseThrow();
  }

  private ProvisioningReport provision() {
    return fleet.provisioner().provision(List.of(desired), Progress.none());
  }

  private PlannedStep step() {
    return step(desired);
  }

  private PlannedStep step(DesiredKey key) {
    return fleet.provisioner().plan(List.of(key)).steps().get(0);
  }

  private static void assertBlocked(PlannedStep step, BlockReason why) {
    assertThat(step.blocked()).as(step.toString()).hasValue(why);
  }
}
