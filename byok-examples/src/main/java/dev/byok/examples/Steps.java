package dev.byok.examples;

import java.io.PrintStream;

/** Prints numbered steps as they happen. */
final class Steps {
  private final PrintStream out;
  private int number;

  Steps(PrintStream out) {
    this.out = out;
  }

  void title(String text) {
    out.println(text);
  }

  void next(String text) {
    number++;
    out.printf("%2d. %s%n", number, text);
  }

  void result(Object text) {
    out.println("      " + text);
  }
}
