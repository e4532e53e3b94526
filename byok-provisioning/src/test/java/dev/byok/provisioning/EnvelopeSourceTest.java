package dev.byok.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.byok.KeyMaterial;
import dev.byok.KeySpec;
import dev.byok.custody.DrillRecord;
import dev.byok.custody.EscrowEnvelope;
import dev.byok.custody.EscrowRecipient;
import dev.byok.custody.EscrowRefusedException;
import dev.byok.custody.OpenedEscrow;
import dev.byok.custody.RestoreDrill;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EnvelopeSourceTest {
  private static final String PASSWORD = "correct horse battery staple";
  private static final EscrowEnvelope ENVELOPE = seal();

  private final Fleet fleet = new Fleet();
  private final List<OpenedEscrow> opened = new ArrayList<>();

  @AfterEach
  void close() {
    fleet.close();
  }

  private static EscrowEnvelope seal() {
    try (KeyMaterial material = KeyMaterial.takeFrom(Fleet.draw("payments"), KeySpec.AES_256)) {
      return EscrowEnvelope.seal(
          material, "payments", () -> Fleet.START, EscrowRecipient.password(password()));
    }
  }

  private static char[] password() {
    return PASSWORD.toCharArray();
  }

  private OpenedEscrow open(EscrowEnvelope envelope) {
    OpenedEscrow result = envelope.open(password());
    opened.add(result);
    return result;
  }

  @Test
  void one_run_drills_creates_and_imports_from_the_envelope() {
    MaterialSource source = MaterialSource.envelope(ENVELOPE, this::open);
    RestoreDrill drill = RestoreDrill.expecting(source.statedCheckValue().get(), fleet.clock);
    DrillRecord record = drill.open(() -> open(ENVELOPE));
    DrillRule rule = DrillRule.required(Map.of("payments", record), Duration.ofDays(90));

    KeyResult result = provision(rule, source);

    assertThat(result.outcome()).as(result.toString()).isEqualTo(Outcome.CREATED);
    assertThat(fleet.emulator.materialOf(fleet.key("payments").id()))
        .hasValue(Fleet.draw("payments"));
    assertThat(opened)
        .hasSize(3)
        .allSatisfy(each -> assertThat(each.material()).hasToString("KeyMaterial[closed]"));
  }

  @Test
  void the_check_value_before_the_block_is_stated_without_opening() {
    MaterialSource source = MaterialSource.envelope(ENVELOPE, this::open);

    assertThat(source.statedCheckValue()).contains(ENVELOPE.claimedFacts().get().checkValue());
    assertThat(opened).isEmpty();
  }

  @Test
  void an_envelope_without_facts_before_it_states_nothing() {
    EscrowEnvelope bare = EscrowEnvelope.fromDer(ENVELOPE.toDer());

    assertThat(MaterialSource.envelope(bare, this::open).statedCheckValue()).isEmpty();
  }

  @Test
  void a_false_check_value_before_the_block_imports_nothing() {
    String right = ENVELOPE.claimedFacts().get().checkValue().toString();
    String pem = ENVELOPE.toPem().replace(right, "AES:000000");
    MaterialSource source = MaterialSource.envelope(EscrowEnvelope.fromPem(pem), this::open);

    KeyResult result = provision(DrillRule.none(), source);

    assertThat(result.error().orElseThrow())
        .isInstanceOfSatisfying(
            EscrowRefusedException.class,
            refused ->
                assertThat(refused.reason()).isEqualTo(EscrowRefusedException.Reason.FACTS_DIFFER));
    assertThat(fleet.emulator.keys()).isEmpty();
  }

  private KeyResult provision(DrillRule rule, MaterialSource source) {
    DesiredKey key =
        DesiredKey.of(
            "payments", source, DesiredValidity.until(Fleet.START.plus(Duration.ofDays(30))));
    Provisioner provisioner = fleet.provisioner().with(fleet.options(1).withDrillRule(rule));
    return provisioner.provision(List.of(key), Progress.none()).results().get(0);
  }
}
