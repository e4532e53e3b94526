package dev.byok;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The module opens no file, socket, process or logger, and does not ask what time it is. */
class CorePromisesTest {
  private static final Pattern FORBIDDEN =
      Pattern.compile(
          "java\\.io\\.(?!IOException|Serializable|UncheckedIOException).*"
              + "|java\\.(nio\\.(file|channels)|net|rmi|sql|util\\.logging|util\\.prefs)\\..*"
              + "|(javax|jdk|sun|com\\.sun|org\\.slf4j)\\..*"
              + "|java\\.lang\\.(Process|ProcessBuilder|Runtime|ProcessHandle)\\b.*"
              + "|java\\.lang\\.System(\\.(?!arraycopy).+)?"
              + "|java\\.lang\\.Throwable\\.printStackTrace"
              + "|java\\.time\\.Clock.*|java\\.time\\.\\w+\\.(now|systemUTC|system)"
              + "|java\\.util\\.(Date|Calendar|Timer)\\b.*"
              + "|java\\.util\\.ServiceLoader.*"
              + "|java\\.security\\.(Security|Provider)\\b.*");

  @Test
  void no_class_refers_to_files_sockets_loggers_or_clocks() throws Exception {
    Set<String> broken = new TreeSet<>();
    try (Stream<Path> files = Files.walk(home(KeyMaterial.class))) {
      for (Path each : files.filter(CorePromisesTest::isClass).toList()) {
        forbiddenIn(each).forEach(name -> broken.add(each.getFileName() + ": " + name));
      }
    }
    assertThat(broken).isEmpty();
  }

  @Test
  void the_reading_of_class_files_sees_what_is_there() throws Exception {
    Path breaker = home(Breaker.class).resolve("dev/byok/CorePromisesTest$Breaker.class");
    Path parameters = home(KeyMaterial.class).resolve("dev/byok/ImportParameters.class");

    assertThat(forbiddenIn(breaker))
        .contains(
            "java.lang.System.currentTimeMillis",
            "java.time.Instant.now",
            "java.nio.file.Files.exists",
            "java.lang.System.getLogger",
            "java.net.URI.toURL");
    assertThat(ClassReferences.of(parameters)).contains("java.util.regex.Pattern.compile");
  }

  private static boolean isClass(Path file) {
    return file.toString().endsWith(".class");
  }

  private static Set<String> forbiddenIn(Path classFile) throws IOException {
    Set<String> names = new TreeSet<>(ClassReferences.of(classFile));
    names.removeIf(name -> !FORBIDDEN.matcher(name).matches());
    return names;
  }

  private static Path home(Class<?> type) throws Exception {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
  }

  /** Does all that the module promises not to do; it is read, not run. */
  static final class Breaker {
    private Breaker() {}

    static long everything(Path path, URI uri) throws IOException {
      System.getLogger("byok").log(System.Logger.Level.INFO, uri.toURL());
      return Files.exists(path) ? System.currentTimeMillis() : Instant.now().toEpochMilli();
    }
  }
}
