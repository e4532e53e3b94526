package dev.byok.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class WrapInsideHsmTest {
  private static final String PIN = "2468-byok";

  @Test
  void a_key_is_imported_from_the_hsm() throws Exception {
    Path library = softHsm();
    makeToken();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);

    WrapInsideHsm.run(print, library, "byok-test", PIN.toCharArray());

    assertThat(out.toString(StandardCharsets.UTF_8))
        .containsSubsequence(
            " 1. open the token; the PIN is zeroised",
            " 2. make a key inside the token",
            "check value AES:",
            "kept in token 'byok-test' as 'byok-example-",
            " 3. import it",
            "by RSAES_OAEP_SHA_1; the key is ENABLED",
            "proven: ",
            " 4. years later",
            "it is the same key",
            "cleaned up: key ")
        .doesNotContain(PIN);
  }

  private static Path softHsm() {
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
                "byok-test",
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
