package dev.byok.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** The wrap against the bare public operation, the JDK's cipher and OpenSSL's program. */
final class WrapBenchmarks {
  private static final int ROUNDS = 5;
  private static final int OPENSSL_RUNS_EACH_ROUND = 20;

  private WrapBenchmarks() {}

  /** Each round forks each path once, so that a slow minute of the machine meets all of them. */
  static void run(Scoreboard scores) throws RunnerException, IOException, InterruptedException {
    Map<String, List<Double>> nanos = new HashMap<>();
    for (int round = 0; round < ROUNDS; round++) {
      for (RunResult result : forkEachPathOnce()) {
        String path = result.getPrimaryResult().getLabel();
        nanos
            .computeIfAbsent(path, key -> new ArrayList<>())
            .add(result.getPrimaryResult().getScore());
      }
      nanos.computeIfAbsent("openssl", key -> new ArrayList<>()).add(opensslNanos());
    }
    report(scores, nanos);
  }

  private static void report(Scoreboard scores, Map<String, List<Double>> nanos) {
    scores.atMost("wrap.oaep256.vs-modpow", ratio(nanos, "wrap", "modPow"), 1.35);
    scores.atMost("wrap.oaep256.fresh-key.vs-modpow", ratio(nanos, "wrapFreshKey", "modPow"), 1.7);
    scores.atLeast("wrap.oaep256.openssl-process.vs-wrap", ratio(nanos, "openssl", "wrap"), 50);
    scores.reported("wrap.oaep256.jdk-cipher.vs-modpow", ratio(nanos, "jdkCipher", "modPow"));
    scores.reported(
        "wrap.oaep256.jdk-cipher-fresh-key.vs-modpow", ratio(nanos, "jdkCipherFreshKey", "modPow"));
    scores.reported("wrap.oaep256.us", Medians.of(nanos.getOrDefault("wrap", List.of())) / 1000);
  }

  /** The median of the ratios of each round, not the ratio of medians. */
  private static double ratio(Map<String, List<Double>> nanos, String above, String below) {
    List<Double> ratios = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      ratios.add(
          nanos.getOrDefault(above, List.of()).get(round)
              / nanos.getOrDefault(below, List.of()).get(round));
    }
    return Medians.of(ratios);
  }

  private static Collection<RunResult> forkEachPathOnce() throws RunnerException {
    Options options =
        new OptionsBuilder()
            .include(WrapPaths.class.getName())
            .forks(1)
            .verbosity(VerboseMode.SILENT)
            .build();
    return new Runner(options).run();
  }

  /** A whole process, as the vendor's guide has it; the key that it wraps is a throw-away. */
  private static double opensslNanos() throws IOException, InterruptedException {
    Path key = Files.createTempFile("bench-public-key", ".der");
    try {
      Files.write(key, WrappingKeys.der(WrappingKeys.modulus()));
      List<Double> nanos = new ArrayList<>();
      for (int run = 0; run < OPENSSL_RUNS_EACH_ROUND; run++) {
        nanos.add(oneProcess(key));
      }
      return Medians.of(nanos);
    } finally {
      Files.delete(key);
    }
  }

  private static double oneProcess(Path key) throws IOException, InterruptedException {
    long start = System.nanoTime();
    Process process =
        new ProcessBuilder(
                "openssl",
                "pkeyutl",
                "-encrypt",
                "-pubin",
                "-keyform",
                "DER",
                "-inkey",
                key.toString(),
                "-pkeyopt",
                "rsa_padding_mode:oaep",
                "-pkeyopt",
                "rsa_oaep_md:sha256")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    process.getOutputStream().write(new byte[32]);
    process.getOutputStream().close();
    int length = process.getInputStream().readAllBytes().length;
    if (process.waitFor() != 0 || length != 256) {
      throw new IllegalStateException("openssl pkeyutl wrapped nothing (Debian package: openssl)");
    }
    return System.nanoTime() - start;
  }
}
