package dev.byok.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** A software token for all tests of this JVM, whose library reads its configuration once. */
final class SoftHsm {
  static final String TOKEN = "byok-test";
  static final String PIN = "2468-byok";

  private static boolean made;

  private SoftHsm() {}

  /** Returns the library; skips or fails the test where it is missing. */
  static synchronized Path require() throws IOException {
    Path library = library();
    if (!made) {
      makeToken();
      made = true;
    }
    return library;
  }

  static char[] pin() {
    return PIN.toCharArray();
  }

  private static Path library() {
    Path library =
        Stream.of(
                "/usr/lib/softhsm/libsofthsm2.so",
                "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so",
                "/usr/lib/aarch64-linux-gnu/softhsm/libsofthsm2.so")
            .map(Path::of)
            .filter(Files::exists)
            .findFirst()
            .orElse(Path.of("missing"));
    String message = "Needs Debian's package softhsm2.";
    if (!Files.exists(library) && "required".equals(System.getenv("BYOK_INTEROP"))) {
      fail(message);
    }
    Assumptions.assumeTrue(Files.exists(library), message);
    return library;
  }

  /** In the directory that SOFTHSM2_CONF names, which the build sets. */
  private static void makeToken() throws IOException {
    Path conf = Path.of(System.getenv("SOFTHSM2_CONF"));
    Path tokens = Files.createTempDirectory(Files.createDirectories(conf.getParent()), "tokens");
    Files.writeString(conf, "directories.tokendir = " + tokens + "\nlog.level = ERROR\n");
    Process util =
        new ProcessBuilder(
                "softhsm2-util",
                "--init-token",
                "--free",
                "--label",
                TOKEN,
                "--so-pin",
                "13579-byok",
                "--pin",
                PIN)
            .redirectErrorStream(true)
            .start();
    String said = new String(util.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(util.onExit().join().exitValue()).as(said).isZero();
  }
}
