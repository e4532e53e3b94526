package dev.byok.testkit;

import java.io.UncheckedIOException;
import java.util.concurrent.CountDownLatch;

/**
 * Runs an emulator until the process is ended: the entry point of the stand-alone jar.
 *
 * <p>Prints one line, {@code KMS emulator listening on http://127.0.0.1:PORT}, when it is ready.
 * Exits with status 2 and a usage text for wrong arguments, with 1 when the port is taken.
 */
public final class Main {
  private Main() {}

  /**
   * Starts the emulator.
   *
   * @param arguments {@code --port 0 --secret-id ID --secret-key KEY [--edition fips|sm] [--quota
   *     N] [--latency DURATION] [--rate-limits none|documented|N]}
   */
  public static void main(String... arguments) {
    try {
      System.out.println(readyLine(KmsEmulator.start(Arguments.parse(arguments))));
      System.out.flush();
    } catch (IllegalArgumentException e) {
      fail(2, e.getMessage() + System.lineSeparator() + Arguments.USAGE);
    } catch (UncheckedIOException e) {
      fail(1, e.getMessage() + ": " + e.getCause().getMessage());
    }
    waitForTheEnd();
  }

  private static String readyLine(KmsEmulator emulator) {
    return "KMS emulator listening on " + emulator.uri();
  }

  private static void fail(int status, String reason) {
    System.err.println(reason);
    System.exit(status);
  }

  /** The emulator's threads are daemons: they do not keep the process alive. */
  private static void waitForTheEnd() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
