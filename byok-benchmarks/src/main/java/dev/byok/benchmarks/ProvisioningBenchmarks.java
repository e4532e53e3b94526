package dev.byok.benchmarks;

import com.tencentcloudapi.common.Credential;
import dev.byok.KeyMaterial;
import dev.byok.KeySpec;
import dev.byok.kms.ExternalKeyClient;
import dev.byok.provisioning.DesiredKey;
import dev.byok.provisioning.DesiredValidity;
import dev.byok.provisioning.Plan;
import dev.byok.provisioning.Progress;
import dev.byok.provisioning.Provisioner;
import dev.byok.provisioning.ProvisioningReport;
import dev.byok.tencent.TencentExternalKeyClient;
import dev.byok.testkit.EmulatorOptions;
import dev.byok.testkit.KmsEmulator;
import dev.byok.testkit.RateLimits;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** 200 new keys against what the rate allows, and against the way of the vendor's guide. */
final class ProvisioningBenchmarks {
  private static final int KEYS = 200;
  private static final int RATE = 100;
  private static final Duration LATENCY = Duration.ofMillis(20);
  private static final int REQUESTS = 5;
  private static final double BOUND_SECONDS =
      (KEYS - 1.0) / RATE + REQUESTS * LATENCY.toMillis() / 1e3;

  private ProvisioningBenchmarks() {}

  /** Runs these alone. */
  public static void main(String[] args) throws Exception {
    Scoreboard scores = new Scoreboard(System.out);
    run(scores);
    System.exit(scores.allPassed() ? 0 : 1);
  }

  static void run(Scoreboard scores) throws Exception {
    for (int warmUp = 0; warmUp < 3; warmUp++) {
      oursSeconds(EmulatorOptions.defaults());
    }
    double ours = oursSeconds(limited());
    double guide = guideSeconds();
    scores.reported("provisioning.200-keys.seconds", ours);
    scores.reported("provisioning.200-keys.guide.seconds", guide);
    scores.atMost("provisioning.200-keys.vs-bound", ours / BOUND_SECONDS, 1.10);
    scores.atLeast("provisioning.200-keys.guide-vs-ours", guide / ours, 8);
    PlanningBenchmarks.run(scores);
  }

  private static EmulatorOptions limited() {
    return EmulatorOptions.defaults()
        .withLatency(LATENCY)
        .withRateLimits(RateLimits.perAction(RATE));
  }

  /** Applies a plan; the planning before is not counted. */
  private static double oursSeconds(EmulatorOptions options) {
    try (KmsEmulator emulator = KmsEmulator.start(options)) {
      Provisioner provisioner = Provisioner.using(connect(emulator));
      Plan plan = provisioner.plan(desired());
      long start = System.nanoTime();
      ProvisioningReport report = provisioner.apply(plan, Progress.none());
      double seconds = (System.nanoTime() - start) / 1e9;
      if (!report.isFinished()) {
        throw new IllegalStateException("Not all keys were provisioned: " + report);
      }
      return seconds;
    }
  }

  private static ExternalKeyClient connect(KmsEmulator emulator) {
    return TencentExternalKeyClient.connect(
        new Credential(emulator.secretId(), emulator.secretKey()), "ap-guangzhou", emulator.uri());
  }

  private static List<DesiredKey> desired() {
    return IntStream.range(0, KEYS)
        .mapToObj(
            number ->
                DesiredKey.of("bench-" + number, () -> material(number), DesiredValidity.never()))
        .toList();
  }

  static KeyMaterial material(int number) {
    byte[] bytes = new byte[KeySpec.AES_256.lengthBytes()];
    new Random(number).nextBytes(bytes);
    return KeyMaterial.takeFrom(bytes, KeySpec.AES_256);
  }

  private static double guideSeconds() throws Exception {
    try (KmsEmulator emulator = KmsEmulator.start(limited())) {
      VendorGuide guide = new VendorGuide(emulator);
      guide.provision("warm-up", 0);
      long start = System.nanoTime();
      for (int number = 1; number < KEYS; number++) {
        guide.provision("guide-" + number, number);
      }
      // One of the 200 was the warm-up.
      return (System.nanoTime() - start) / 1e9 * KEYS / (KEYS - 1);
    }
  }
}
