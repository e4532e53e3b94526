package dev.byok.pkcs11;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Tokens of SoftHSM in a directory of their own below target, made anew for every run.
 *
 * <p>SoftHSM finds its configuration through the environment of the process, which the build sets.
 */
final class SoftHsm {
  static final String PIN = "2468-byok";
  static final String SO_PIN = "13579-byok";

  /** Two tokens have this label. */
  static final String TWIN = "byok-test-twin";

  /** A token whose files a test deletes. */
  static final String DOOMED = "byok-test-doomed";

  /** A token of which tests try wrong PINs. */
  static final String PINS = "byok-test-pins";

  private static boolean ready;

  private SoftHsm() {}

  static Optional<Path> library() {
    return RealToken.firstOf(
        System.getenv("BYOK_SOFTHSM_LIBRARY"),
        "/usr/lib/softhsm/libsofthsm2.so",
        "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so",
        "/usr/lib/aarch64-linux-gnu/softhsm/libsofthsm2.so");
  }

  static synchronized void requireReady() {
    Interop.require(library().isPresent(), "Needs Debian's package softhsm2.");
    String conf = System.getenv("SOFTHSM2_CONF");
    Interop.require(
        conf != null && conf.contains("target"),
        "Needs SOFTHSM2_CONF to name a file below target, as the Maven build does.");
    if (!ready) {
      prepare(Path.of(conf));
      ready = true;
    }
  }

  private static void prepare(Path conf) {
    try {
      deleteAll(conf.getParent());
      Files.createDirectories(conf.getParent());
      makeTokens(conf.getParent(), List.of(RealToken.LABEL, TWIN, TWIN, PINS));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Makes a configuration and tokens in an empty directory, and returns the configuration. */
  static Path makeTokens(Path directory, List<String> labels) throws IOException {
    Path conf = directory.resolve("softhsm2.conf");
    Path tokens = Files.createDirectory(directory.resolve("tokens"));
    Files.writeString(conf, "directories.tokendir = " + tokens + "\nlog.level = ERROR\n");
    for (String label : labels) {
      initialise(conf, label);
    }
    return conf;
  }

  private static void initialise(Path conf, String label) throws IOException {
    ProcessBuilder util =
        new ProcessBuilder(
                "softhsm2-util",
                "--init-token",
                "--free",
                "--label",
                label,
                "--so-pin",
                SO_PIN,
                "--pin",
                PIN)
            .redirectErrorStream(true);
    util.environment().put("SOFTHSM2_CONF", conf.toString());
    Process running = util.start();
    String said = new String(running.getInputStream().readAllBytes());
    if (running.onExit().join().exitValue() != 0) {
      throw new IOException("softhsm2-util: " + said);
    }
  }

  static void deleteAll(Path directory) throws IOException {
    if (Files.exists(directory)) {
      try (Stream<Path> files = Files.walk(directory)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
