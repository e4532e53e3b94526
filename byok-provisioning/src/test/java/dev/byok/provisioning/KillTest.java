package dev.byok.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.byok.testkit.EmulatedKey;
import dev.byok.testkit.EmulatorOptions;
import dev.byok.testkit.FaultPlan;
import dev.byok.testkit.KmsEmulator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/**
 * Ends a real process with SIGKILL in the midst of its run. {@code -Dbyok.kills=500} does it more
 * often.
 */
class KillTest {
  private static final int KILLS = Integer.getInteger("byok.kills", 50);
  private static final int REQUESTS_OF_A_RUN = 2 + 5 * KilledProcess.KEYS;
  private static final String SECRET_KEY = "nothing-to-protect";

  @Test
  void a_killed_process_loses_no_key() throws Exception {
    long seed = Long.getLong("byok.kills.seed", System.nanoTime());
    Random random = new Random(seed);
    for (int kill = 1; kill <= KILLS; kill++) {
      int moment = 1 + random.nextInt(REQUESTS_OF_A_RUN);
      String name = "kill " + kill + " of seed " + seed + ", at request " + moment;
      try (KmsEmulator emulator = start()) {
        assertThat(killAt(emulator, moment)).as(name).isEqualTo(128 + 9);
        emulator.plan(FaultPlan.none());
        finish(emulator, name);
      }
    }
  }

  private static KmsEmulator start() {
    return KmsEmulator.start(
        EmulatorOptions.defaults().withCredentials(KilledProcess.SECRET_ID, SECRET_KEY));
  }

  /** Kills when that request has arrived; before or after it is carried out, as luck has it. */
  private static int killAt(KmsEmulator emulator, int moment)
      throws IOException, InterruptedException {
    AtomicInteger seen = new AtomicInteger();
    AtomicReference<Process> child = new AtomicReference<>();
    emulator.plan(
        request -> {
          if (seen.incrementAndGet() == moment) {
            child.get().destroyForcibly();
          }
          return Optional.empty();
        });
    child.set(launch(emulator));
    assertThat(child.get().waitFor(60, TimeUnit.SECONDS)).isTrue();
    return child.get().exitValue();
  }

  private static Process launch(KmsEmulator emulator) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            KilledProcess.class.getName(),
            emulator.uri().toString(),
            SECRET_KEY)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private static void finish(KmsEmulator emulator, String name) {
    Provisioner provisioner = Provisioner.using(Fleet.connect(emulator));
    ProvisioningReport report = provisioner.provision(KilledProcess.desired(), Progress.none());

    assertThat(report.isFinished()).as(name + ": " + report).isTrue();
    assertThat(emulator.keys())
        .as(name)
        .hasSize(KilledProcess.KEYS)
        .allSatisfy(key -> check(emulator, key));
    var client = Fleet.connect(emulator);
    report.results().forEach(result -> client.proveUse(result.keyId().orElseThrow()));
  }

  private static void check(KmsEmulator emulator, EmulatedKey key) {
    assertThat(key.state()).isEqualTo(EmulatedKey.State.ENABLED);
    assertThat(emulator.materialOf(key.id())).hasValue(Fleet.draw(key.alias()));
    assertThat(key.validTo()).isPresent();
  }
}
