package dev.byok.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.byok.KeyId;
import dev.byok.kms.ExternalKeyClient;
import dev.byok.kms.KmsException;
import dev.byok.kms.ProofOfUse;
import dev.byok.testkit.EmulatedKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One simulated life of a few keys: storms, a renewal in a storm, calm, then the invariants. */
final class Schedule implements AutoCloseable {
  private static final int STORMY_RUNS = 4;
  private static final Duration VALID_FOR = Duration.ofDays(90);
  private static final Duration RENEW_BEFORE = Duration.ofDays(60);
  private static final Duration UNTIL_RENEWAL = Duration.ofDays(40);
  private static final Instant UNTIL = Fleet.START.plus(Duration.ofDays(3000));
  private static final Set<String> HARMLESS =
      Set.of(
          "ListKeyDetail",
          "DescribeKey",
          "CreateKey",
          "GetParametersForImport",
          "ImportKeyMaterial",
          "Encrypt",
          "Decrypt");

  private final Fleet fleet = new Fleet();
  private final Weather weather;
  private final ExternalKeyClient client;
  private final ProvisionerOptions options;
  private final List<DesiredKey> desired;
  private final Map<KeyId, ProofOfUse> firstProofs = new HashMap<>();
  private final StringBuffer said = new StringBuffer();

  Schedule(long seed, int parallelism) {
    weather = new Weather(seed, fleet.connect(), fleet.clock);
    client = MortalClient.over(fleet.client, weather::dies);
    options = fleet.options(seed).withParallelism(parallelism);
    desired = new ArrayList<>();
    desired.add(fleet.desired("never", DesiredValidity.never()));
    desired.add(fleet.desired("until", DesiredValidity.until(UNTIL)));
    for (int number = 1; number <= Math.max(1, parallelism - 2); number++) {
      desired.add(fleet.desired("rolling-" + number, rolling()));
    }
    fleet.emulator.plan(weather);
  }

  private static DesiredValidity rolling() {
    return DesiredValidity.rolling(VALID_FOR, RENEW_BEFORE);
  }

  /** Returns everything that was done, in order; the same seed gives the same text. */
  List<String> run() {
    storm();
    fleet.clock.advance(UNTIL_RENEWAL);
    storm();
    weather.calm();
    ProvisioningReport last = calmRun();
    assertThat(last.isFinished()).as(last.toString()).isTrue();
    assertThat(calmRun().count(Outcome.KEPT)).isEqualTo(desired.size());
    checkKeys();
    checkHarmless();
    checkSilent();
    return fleet.emulator.requests().stream()
        .map(request -> request.action() + " " + request.at() + " " + request.outcome())
        .toList();
  }

  private void storm() {
    for (int run = 0; run < STORMY_RUNS; run++) {
      try {
        note(provisioner().provision(desired, event -> said.append(event).append('\n')));
      } catch (Crash | KmsException abandoned) {
        said.append(abandoned).append('\n');
      }
    }
  }

  private ProvisioningReport calmRun() {
    ProvisioningReport report = provisioner().provision(desired, Progress.none());
    note(report);
    return report;
  }

  private Provisioner provisioner() {
    return Provisioner.using(client).with(options);
  }

  private void note(ProvisioningReport report) {
    said.append(report).append('\n');
    for (KeyResult result : report.results()) {
      result.proof().ifPresent(proof -> firstProofs.putIfAbsent(proof.keyId(), proof));
    }
  }

  private void checkKeys() {
    List<EmulatedKey> keys = fleet.emulator.keys();
    assertThat(keys.stream().map(EmulatedKey::alias))
        .as("one CMK for each alias, nothing deleted")
        .containsExactlyInAnyOrderElementsOf(desired.stream().map(DesiredKey::alias).toList());
    keys.forEach(this::checkKey);
    firstProofs.values().forEach(fleet.client::proveAgain);
  }

  private void checkKey(EmulatedKey key) {
    assertThat(key.state()).as(key.toString()).isEqualTo(EmulatedKey.State.ENABLED);
    assertThat(fleet.emulator.materialOf(key.id())).hasValue(fleet.bytesOf(key.alias()));
    fleet.client.proveUse(KeyId.of(key.id()));
    switch (key.alias()) {
      case "never" -> assertThat(key.validTo()).isEmpty();
      case "until" -> assertThat(key.validTo()).hasValue(UNTIL);
      default ->
          assertThat(key.validTo().orElseThrow())
              .isBetween(now().plus(RENEW_BEFORE), now().plus(VALID_FOR));
    }
    if (!weather.lets_material_expire()) {
      assertThat(key.history().stream().filter(Schedule::isPendingImport))
          .as("never without material after the first import: " + key)
          .hasSize(1);
    }
  }

  private static boolean isPendingImport(EmulatedKey.StateChange change) {
    return change.state() == EmulatedKey.State.PENDING_IMPORT;
  }

  private Instant now() {
    return fleet.clock.instant();
  }

  private void checkHarmless() {
    assertThat(HARMLESS).containsAll(fleet.actions());
  }

  private void checkSilent() {
    for (DesiredKey key : desired) {
      byte[] secret = fleet.bytesOf(key.alias());
      assertThat(said)
          .doesNotContain(HexFormat.of().formatHex(secret))
          .doesNotContain(Base64.getEncoder().encodeToString(secret));
    }
  }

  @Override
  public void close() {
    fleet.close();
  }
}
