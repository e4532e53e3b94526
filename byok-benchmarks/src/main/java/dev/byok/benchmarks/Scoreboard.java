package dev.byok.benchmarks;

import java.io.PrintStream;
import java.util.Locale;

/** Prints one line for each number, and remembers whether all kept their limits. */
final class Scoreboard {
  private final PrintStream out;
  private boolean allPassed = true;

  Scoreboard(PrintStream out) {
    this.out = out;
    out.printf(
        "bench jvm %s %s%n", System.getProperty("java.vm.name"), Runtime.version().toString());
  }

  void atMost(String name, double value, double limit) {
    judge(name, value, "<=", limit, value <= limit);
  }

  void atLeast(String name, double value, double limit) {
    judge(name, value, ">=", limit, value >= limit);
  }

  void reported(String name, double value) {
    out.printf(Locale.ROOT, "bench %s %.2f reported%n", name, value);
  }

  private void judge(String name, double value, String relation, double limit, boolean passed) {
    allPassed &= passed;
    out.printf(
        Locale.ROOT,
        "bench %s %.2f %s %s %s%n",
        name,
        value,
        relation,
        limit == Math.rint(limit) ? String.valueOf((long) limit) : String.valueOf(limit),
        passed ? "pass" : "FAIL");
  }

  boolean allPassed() {
    return allPassed;
  }
}
