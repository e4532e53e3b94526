package dev.byok.benchmarks;

import static dev.byok.WrappingAlgorithm.RSAES_OAEP_SHA_256;

import com.tencentcloudapi.common.Credential;
import dev.byok.KeyMaterial;
import dev.byok.KeySpec;
import dev.byok.Validity;
import dev.byok.kms.ExternalKeyClient;
import dev.byok.tencent.TencentExternalKeyClient;
import dev.byok.testkit.EmulatorOptions;
import dev.byok.testkit.KmsEmulator;
import java.lang.management.ManagementFactory;

/** What the emulator costs a test. */
final class EmulatorBenchmarks {
  private static final int STARTS = 25;
  private static final int WARM_UP_CYCLES = 150;
  private static final int CYCLES = 200;
  private static final int KEYS = 1000;

  private EmulatorBenchmarks() {}

  static void run(Scoreboard scores) {
    scores.atMost("emulator.start.ms", startMillis(), 300);
    scores.atMost("emulator.create-parameters-import.ms", cycleMillis(), 15);
    scores.atMost("emulator.1000-keys.live-heap-mib", heapOfManyKeys(), 64);
  }

  private static double startMillis() {
    double[] millis = new double[STARTS];
    for (int run = 0; run < STARTS; run++) {
      long start = System.nanoTime();
      try (KmsEmulator emulator = KmsEmulator.start()) {
        millis[run] = (System.nanoTime() - start) / 1e6;
        emulator.uri();
      }
    }
    return Medians.of(millis);
  }

  private static double cycleMillis() {
    try (KmsEmulator emulator =
            KmsEmulator.start(EmulatorOptions.defaults().withQuota(WARM_UP_CYCLES + CYCLES));
        KeyMaterial material = KeyMaterial.generate(KeySpec.AES_256)) {
      ExternalKeyClient kms = connect(emulator);
      double[] millis = new double[CYCLES];
      for (int cycle = -WARM_UP_CYCLES; cycle < CYCLES; cycle++) {
        long start = System.nanoTime();
        kms.importKey(
            kms.create("bench" + (cycle + WARM_UP_CYCLES)).id(),
            material,
            RSAES_OAEP_SHA_256,
            Validity.never());
        if (cycle >= 0) {
          millis[cycle] = (System.nanoTime() - start) / 1e6;
        }
      }
      return Medians.of(millis);
    }
  }

  private static ExternalKeyClient connect(KmsEmulator emulator) {
    return TencentExternalKeyClient.connect(
            new Credential(emulator.secretId(), emulator.secretKey()),
            "ap-guangzhou",
            emulator.uri())
        .withKeySpec(KeySpec.AES_256);
  }

  private static double heapOfManyKeys() {
    double before = liveHeapMib();
    try (KmsEmulator emulator = KmsEmulator.start(EmulatorOptions.defaults().withQuota(KEYS))) {
      emulator.addKeys(KEYS);
      double after = liveHeapMib();
      if (emulator.keys().size() != KEYS) {
        throw new IllegalStateException("The emulator holds " + emulator.keys().size() + " keys.");
      }
      return after - before;
    }
  }

  private static double liveHeapMib() {
    for (int collection = 0; collection < 3; collection++) {
      System.gc();
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1048576.0;
  }
}
