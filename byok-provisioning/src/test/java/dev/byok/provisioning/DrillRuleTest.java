package dev.byok.provisioning;

import static dev.byok.provisioning.DesiredValidity.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.byok.KeyCheckValue;
import dev.byok.KeyId;
import dev.byok.KeyMaterial;
import dev.byok.KeySpec;
import dev.byok.Validity;
import dev.byok.custody.DrillRecord;
import dev.byok.custody.LiveProof;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class DrillRuleTest {
  private static final Duration MAX_AGE = Duration.ofDays(90);
  private static final Instant SOON = Fleet.START.plus(Duration.ofDays(30));
  private static final Instant LATER = Fleet.START.plus(Duration.ofDays(60));
  private static final KeyCheckValue OTHER = new KeyCheckValue(KeySpec.AES_256, "000000");

  private final Fleet fleet = new Fleet();

  @AfterEach
  void close() {
    fleet.close();
  }

  @Test
  void asks_for_nothing_unless_it_is_told_to() {
    assertThat(plan(DrillRule.none(), until(SOON)).action()).isEqualTo(StepAction.CREATE);
  }

  @Test
  void counts_an_age_in_seconds_at_least() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DrillRule.required(Map.of(), Duration.ofMillis(999)));
  }

  @Nested
  class On_a_new_key {
    @Test
    void blocks_an_expiry_without_a_record() {
      PlannedStep step = plan(drilled(), until(SOON));

      assertBlocked(step, "there is no record for it");
      assertThat(step.reason())
          .startsWith("no recent restore drill: desired until 2027-03-31T00:00:00Z; there is");
    }

    @Test
    void blocks_a_rolling_expiry_without_a_record() {
      DesiredValidity rolling = DesiredValidity.rolling(MAX_AGE, Duration.ofDays(30));

      assertBlocked(plan(drilled(), rolling), "there is no record for it");
    }

    @Test
    void allows_it_without_expiry() {
      assertThat(plan(drilled(), DesiredValidity.never()).action()).isEqualTo(StepAction.CREATE);
    }

    @Test
    void allows_an_expiry_while_the_drill_counts() {
      DrillRecord oldest = record("payments", right(), Fleet.START.minus(MAX_AGE));

      assertThat(plan(drilled(oldest), until(SOON)).action()).isEqualTo(StepAction.CREATE);
    }

    @Test
    void blocks_it_a_second_later() {
      DrillRecord old = record("payments", right(), Fleet.START.minus(MAX_AGE).minusSeconds(1));

      assertBlocked(plan(drilled(old), until(SOON)), "and counts for 90d");
    }

    @Test
    void blocks_it_if_the_drill_lies_ahead() {
      DrillRecord ahead = record("payments", right(), Fleet.START.plusSeconds(301));

      assertBlocked(plan(drilled(ahead), until(SOON)), "is dated 2027-03-01T00:05:01Z");
    }

    @Test
    void blocks_it_if_the_record_names_another_key() {
      DrillRecord orders = record("orders", right(), Fleet.START);

      assertBlocked(plan(drilled(orders), until(SOON)), "the record is for 'orders'");
    }

    @Test
    void blocks_it_if_the_source_states_other_material() {
      DrillRecord other = record("payments", OTHER, Fleet.START);
      DesiredKey stating =
          DesiredKey.of("payments", fleet.source("payments").stating(right()), until(SOON));

      assertBlocked(plan(drilled(other), stating), "opened has AES:000000, this has " + right());
    }

    @Test
    void creates_nothing_if_the_open_material_is_other_material() {
      DrillRecord other = record("payments", OTHER, Fleet.START);

      KeyResult result = provision(drilled(other), until(SOON));

      assertThat(result.outcome()).isEqualTo(Outcome.BLOCKED);
      assertThat(result.toString()).contains("no recent restore drill", "AES:000000");
      assertThat(fleet.emulator.keys()).isEmpty();
    }
  }

  @Nested
  class On_a_finished_key {
    @Test
    void blocks_an_expiry_where_there_was_none() {
      provision(DrillRule.none(), DesiredValidity.never());

      assertBlocked(plan(drilled(), until(SOON)), "now never; there is no record for it");
    }

    @Test
    void blocks_a_nearer_end() {
      provision(DrillRule.none(), until(LATER));

      assertBlocked(plan(drilled(), until(SOON)), "now until 2027-04-30T00:00:00Z");
    }

    @Test
    void lets_the_end_move_away_without_a_drill() {
      provision(DrillRule.none(), until(SOON));

      assertThat(provision(drilled(), until(LATER)).outcome()).isEqualTo(Outcome.RENEWED);
      assertThat(fleet.key("payments").validTo()).hasValue(LATER);
    }

    @Test
    void lets_the_end_vanish_without_a_drill() {
      provision(DrillRule.none(), until(SOON));

      assertThat(provision(drilled(), DesiredValidity.never()).outcome())
          .isEqualTo(Outcome.RENEWED);
    }

    @Test
    void keeps_it_without_a_drill() {
      provision(DrillRule.none(), until(SOON));

      assertThat(plan(drilled(), until(SOON)).action()).isEqualTo(StepAction.KEEP);
    }

    @Test
    void shortens_after_a_drill_that_names_it_by_id() {
      KeyId id = provision(DrillRule.none(), until(LATER)).keyId().orElseThrow();
      DrillRecord byId = record(id.value(), right(), Fleet.START);

      assertThat(provision(drilled(byId), until(SOON)).outcome()).isEqualTo(Outcome.RENEWED);
      assertThat(fleet.key("payments").validTo()).hasValue(SOON);
    }

    @Test
    void shortens_after_a_drill_that_was_proven_in_it() {
      KeyId id = provision(DrillRule.none(), until(LATER)).keyId().orElseThrow();
      LiveProof proof = new LiveProof(id, Validity.until(LATER), Validity.until(LATER));
      DrillRecord live = new DrillRecord("copy-7", right(), Fleet.START, Optional.of(proof));

      assertThat(plan(drilled(live), until(SOON)).action()).isEqualTo(StepAction.RENEW);
    }

    @Test
    void blocks_a_drill_of_other_material_by_its_mark() {
      provision(DrillRule.none(), until(LATER));
      DrillRecord other = record("payments", OTHER, Fleet.START);

      assertBlocked(plan(drilled(other), until(SOON)), "this has " + right());
    }

    @Test
    void blocks_a_plan_that_was_made_without_the_rule() {
      provision(DrillRule.none(), until(LATER));
      Plan lax = provisioner(DrillRule.none()).plan(List.of(desired(until(SOON))));
      fleet.emulator.clearRequests();

      ProvisioningReport report = provisioner(drilled()).apply(lax, Progress.none());

      assertThat(report.count(Outcome.BLOCKED)).isEqualTo(1);
      assertThat(fleet.actions()).isEmpty();
    }
  }

  @Test
  void restores_lost_material_without_a_drill_only_if_it_does_not_expire_again() {
    provision(DrillRule.none(), until(SOON));
    fleet.clock.advance(Duration.ofDays(31));

    assertBlocked(plan(drilled(), until(LATER)), "there is no record for it");
    assertThat(provision(drilled(), DesiredValidity.never()).outcome()).isEqualTo(Outcome.IMPORTED);
  }

  private DrillRule drilled() {
    return DrillRule.required(Map.of(), MAX_AGE);
  }

  private DrillRule drilled(DrillRecord record) {
    return DrillRule.required(Map.of("payments", record), MAX_AGE);
  }

  private static DrillRecord record(String name, KeyCheckValue value, Instant at) {
    return new DrillRecord(name, value, at, Optional.empty());
  }

  private KeyCheckValue right() {
    try (KeyMaterial material = (KeyMaterial) fleet.source("payments").open()) {
      return material.checkValue().orElseThrow();
    }
  }

  private DesiredKey desired(DesiredValidity validity) {
    return fleet.desired("payments", validity);
  }

  private Provisioner provisioner(DrillRule rule) {
    return fleet.provisioner().with(fleet.options(1).withDrillRule(rule));
  }

  private PlannedStep plan(DrillRule rule, DesiredValidity validity) {
    return plan(rule, desired(validity));
  }

  private PlannedStep plan(DrillRule rule, DesiredKey key) {
    return provisioner(rule).plan(List.of(key)).steps().get(0);
  }

  private KeyResult provision(DrillRule rule, DesiredValidity validity) {
    List<DesiredKey> keys = List.of(desired(validity));
    return provisioner(rule).provision(keys, Progress.none()).results().get(0);
  }

  private static void assertBlocked(PlannedStep step, String why) {
    assertThat(step.blocked()).as(step.toString()).hasValue(BlockReason.NO_RECENT_DRILL);
    assertThat(step.reason()).contains(why);
  }
}
