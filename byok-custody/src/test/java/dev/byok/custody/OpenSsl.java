package dev.byok.custody;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/** Runs the real {@code openssl} in a folder of its own. */
final class OpenSsl {
  private final Path folder;

  OpenSsl(Path folder) {
    this.folder = folder;
  }

  /** Skips the test without the program, or fails it where BYOK_INTEROP says so. */
  static void require(String program, String debianPackage) {
    boolean found =
        Stream.of(System.getenv("PATH").split(":"))
            .anyMatch(each -> Files.isExecutable(Path.of(each, program)));
    String message = program + " is missing: install the Debian package " + debianPackage;
    if (!found && "required".equals(System.getenv("BYOK_INTEROP"))) {
      throw new AssertionError(message);
    }
    assumeTrue(found, message);
  }

  record Result(int status, String output) {}

  Result run(String... arguments) {
    return execute(Stream.concat(Stream.of("openssl"), Arrays.stream(arguments)).toList(), "");
  }

  /** Runs lines of a shell; the first failing one ends them. */
  Result shell(String script) {
    return shell(script, "");
  }

  Result shell(String script, String input) {
    return execute(List.of("sh", "-e", "-c", script), input);
  }

  private Result execute(List<String> command, String input) {
    try {
      Process process =
          new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
      try (OutputStream typed = process.getOutputStream()) {
        typed.write(input.getBytes(StandardCharsets.US_ASCII));
      }
      String output = new String(process.getInputStream().readAllBytes());
      return new Result(process.waitFor(), output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  Path write(String file, byte[] content) {
    try {
      return Files.write(folder.resolve(file), content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path write(String file, String content) {
    return write(file, content.getBytes(StandardCharsets.UTF_8));
  }

  byte[] read(String file) {
    try {
      return Files.readAllBytes(folder.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes {@code name.key} and {@code name.crt}. */
  void write(String name, Holder holder) {
    try {
      write(name + ".key", pem("PRIVATE KEY", holder.key().getEncoded()));
      write(name + ".crt", pem("CERTIFICATE", holder.certificate().getEncoded()));
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException(e);
    }
  }

  static String pem(String label, byte[] der) {
    return "-----BEGIN "
        + label
        + "-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
        + "\n-----END "
        + label
        + "-----\n";
  }
}
