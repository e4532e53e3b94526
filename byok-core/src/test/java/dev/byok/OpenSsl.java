package dev.byok;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Runs the OpenSSL program, an independent judge of what core makes. */
final class OpenSsl {
  private OpenSsl() {}

  /** Skips the calling test where the program is missing, unless it is required. */
  static void requireInstalled() {
    try {
      run(new byte[0], "version");
    } catch (UncheckedIOException missing) {
      String message = "The program openssl is missing: install the Debian package openssl.";
      if ("required".equals(System.getenv("BYOK_INTEROP"))) {
        fail(message, missing);
      }
      abort(message);
    }
  }

  /** Feeds at most a pipe's worth of input and returns what the program wrote. */
  static byte[] run(byte[] input, String... arguments) {
    List<String> command = new ArrayList<>(List.of("openssl"));
    command.addAll(List.of(arguments));
    try {
      Process process = new ProcessBuilder(command).start();
      process.getOutputStream().write(input);
      process.getOutputStream().close();
      byte[] output = process.getInputStream().readAllBytes();
      String errors =
          new String(process.getErrorStream().readAllBytes(), StandardCharsets.ISO_8859_1);
      assertThat(process.waitFor()).as("%s: %s", command, errors).isZero();
      return output;
    } catch (IOException cannotRun) {
      throw new UncheckedIOException(cannotRun);
    } catch (InterruptedException stopped) {
      throw new AssertionError(stopped);
    }
  }
}
