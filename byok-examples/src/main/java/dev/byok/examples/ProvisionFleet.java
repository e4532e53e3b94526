package dev.byok.examples;

import com.tencentcloudapi.common.Credential;
import dev.byok.KeyMaterial;
import dev.byok.KeySpec;
import dev.byok.provisioning.DesiredKey;
import dev.byok.provisioning.DesiredValidity;
import dev.byok.provisioning.Plan;
import dev.byok.provisioning.Provisioner;
import dev.byok.provisioning.ProvisionerOptions;
import dev.byok.provisioning.ProvisioningReport;
import dev.byok.provisioning.Sleeper;
import dev.byok.tencent.TencentExternalKeyClient;
import dev.byok.testkit.KmsEmulator;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * 200 keys are created, left alone by a second run, and renewed by a third; on an emulator only.
 */
public final class ProvisionFleet {
  private static final String JSON = "--json";
  private static final int KEYS = 200;
  private static final DesiredValidity QUARTERLY =
      DesiredValidity.rolling(Duration.ofDays(90), Duration.ofDays(30));

  private final KmsEmulator emulator;
  private final Provisioner provisioner;
  private final FleetProgress progress;
  private final Steps steps;

  private ProvisionFleet(KmsEmulator emulator, PrintStream out, boolean terminal) {
    this.emulator = emulator;
    this.provisioner = Provisioner.using(connect(emulator)).with(options(emulator));
    this.progress = new FleetProgress(out, terminal);
    this.steps = new Steps(out);
  }

  /**
   * Runs the example.
   *
   * @param args nothing, or {@code --json} for reports in JSON
   */
  public static void main(String[] args) {
    run(System.out, System.console() != null, args);
  }

  static void run(PrintStream out, boolean terminal, String... args) {
    if (!List.of(JSON).containsAll(Arrays.asList(args))) {
      throw new IllegalArgumentException("The only argument is --json: print reports as JSON.");
    }
    try (KmsEmulator emulator = KmsEmulator.start()) {
      new ProvisionFleet(emulator, out, terminal).play(out, args.length > 0);
    }
  }

  private static TencentExternalKeyClient connect(KmsEmulator emulator) {
    Credential credential = new Credential(emulator.secretId(), emulator.secretKey());
    return TencentExternalKeyClient.connect(credential, "ap-guangzhou", emulator.uri())
        .withClock(emulator.clock());
  }

  private static ProvisionerOptions options(KmsEmulator emulator) {
    return ProvisionerOptions.defaults().withTime(emulator.clock(), Sleeper.system());
  }

  private void play(PrintStream out, boolean json) {
    List<KeptInMemory> safe = new ArrayList<>();
    try {
      List<DesiredKey> desired = desired(safe);
      steps.next("provision " + KEYS + " keys");
      report(provision(desired), out, json);
      steps.next("run again: nothing changes");
      report(provision(desired), out, json);
      steps.next("61 days later");
      emulator.clock().advance(Duration.ofDays(61));
      steps.result(provisioner.expiries().secondsToFirstExpiry().orElseThrow() + " s are left");
      report(provision(desired), out, json);
      steps.result(provisioner.expiries().secondsToFirstExpiry().orElseThrow() + " s are left");
    } finally {
      safe.forEach(KeptInMemory::close);
    }
  }

  /** Materials live in this process only: what an example may do, and nobody else. */
  private static List<DesiredKey> desired(List<KeptInMemory> safe) {
    List<DesiredKey> desired = new ArrayList<>();
    for (int number = 1; number <= KEYS; number++) {
      KeptInMemory kept = newMaterial();
      safe.add(kept);
      desired.add(DesiredKey.of("tenant-%03d".formatted(number), kept::fetch, QUARTERLY));
    }
    return desired;
  }

  private static KeptInMemory newMaterial() {
    try (KeyMaterial material = KeyMaterial.generate(KeySpec.AES_256)) {
      return KeptInMemory.copyOf(material);
    }
  }

  private ProvisioningReport provision(List<DesiredKey> desired) {
    Plan plan = provisioner.plan(desired);
    steps.result(plan.toString().lines().findFirst().orElseThrow());
    return provisioner.apply(plan, progress);
  }

  private void report(ProvisioningReport report, PrintStream out, boolean json) {
    if (json) {
      out.println(ReportJson.of(report));
    } else {
      steps.result(report.toString().lines().findFirst().orElseThrow());
    }
  }
}
