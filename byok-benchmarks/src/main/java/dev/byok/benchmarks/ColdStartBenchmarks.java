package dev.byok.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Whole processes: our wrap beside the JDK's cipher and a JVM that does nothing. */
final class ColdStartBenchmarks {
  private static final int ROUNDS = 12;
  private static final List<String> PATHS = List.of("empty", "jdk", "byok");

  private ColdStartBenchmarks() {}

  static void run(Scoreboard scores) throws IOException, InterruptedException {
    Map<String, List<Double>> millis = new HashMap<>();
    String key = WrappingKeys.base64();
    for (int round = 0; round < ROUNDS; round++) {
      for (String path : PATHS) {
        millis.computeIfAbsent(path, name -> new ArrayList<>()).add(startAndExit(path, key));
      }
    }
    for (String path : PATHS) {
      scores.reported(
          "cold-start." + path + ".ms", Medians.of(millis.getOrDefault(path, List.of())));
    }
  }

  private static double startAndExit(String path, String key)
      throws IOException, InterruptedException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    long start = System.nanoTime();
    int status =
        new ProcessBuilder(
                java,
                "-cp",
                System.getProperty("java.class.path"),
                ColdStart.class.getName(),
                path,
                key)
            .inheritIO()
            .start()
            .waitFor();
    if (status != 0) {
      throw new IllegalStateException("The child JVM for " + path + " failed.");
    }
    return (System.nanoTime() - start) / 1e6;
  }
}
