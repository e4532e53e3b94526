package dev.byok.examples;

import dev.byok.provisioning.KeyResult;
import dev.byok.provisioning.Progress;
import dev.byok.provisioning.ProgressEvent;
import java.io.PrintStream;
import java.util.Locale;

/** A bar with a rate on a terminal; a line now and then elsewhere. */
final class FleetProgress implements Progress {
  private static final int WIDTH = 40;
  private static final int LINES = 4;

  private final PrintStream out;
  private final boolean terminal;
  private int total;
  private int done;
  private int retries;
  private long startedNanos;

  FleetProgress(PrintStream out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  @Override
  public void on(ProgressEvent event) {
    if (event instanceof ProgressEvent.Planned planned) {
      total = planned.plan().steps().size();
      done = 0;
      retries = 0;
      startedNanos = System.nanoTime();
    } else if (event instanceof ProgressEvent.Retried) {
      retries++;
    } else if (event instanceof ProgressEvent.Done) {
      advance();
    } else if (event instanceof ProgressEvent.Failed failed) {
      complain(failed.result());
      advance();
    }
  }

  private void advance() {
    done++;
    if (terminal) {
      int filled = WIDTH * done / total;
      out.print("\r      [" + "#".repeat(filled) + ".".repeat(WIDTH - filled) + "] " + numbers());
      out.print(done == total ? System.lineSeparator() : "");
      out.flush();
    } else if (done % Math.max(1, total / LINES) == 0 || done == total) {
      out.println("      " + numbers());
    }
  }

  private String numbers() {
    double seconds = Math.max(1e-3, (System.nanoTime() - startedNanos) / 1e9);
    return String.format(
        Locale.ROOT, "%d/%d keys, %.0f/s, %d retries", done, total, done / seconds, retries);
  }

  private void complain(KeyResult result) {
    out.println((terminal ? System.lineSeparator() : "") + "      " + result);
  }
}
