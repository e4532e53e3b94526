package dev.byok.benchmarks;

/** Runs all benchmarks and fails if one misses its limit. */
public final class AllBenchmarks {
  private AllBenchmarks() {}

  /**
   * Prints a line for each number.
   *
   * @param args none
   * @throws Exception if a benchmark cannot be run
   */
  public static void main(String[] args) throws Exception {
    Scoreboard scores = new Scoreboard(System.out);
    WrapBenchmarks.run(scores);
    ColdStartBenchmarks.run(scores);
    EmulatorBenchmarks.run(scores);
    ProvisioningBenchmarks.run(scores);
    System.exit(scores.allPassed() ? 0 : 1);
  }
}
