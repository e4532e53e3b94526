package dev.byok.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class OfflineWrappingTest {
  private static final Pattern CLASS_PATH = Pattern.compile("(?m)^ *class path (.+)$");
  private static final Pattern FINGERPRINT = Pattern.compile("by telephone: ([0-9a-f]{64})");

  private static final Pattern JAVA = Pattern.compile("(?s)```java\n(.*?)```");

  private static String printed() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    OfflineWrapping.run(new PrintStream(out, true, StandardCharsets.UTF_8));
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void two_machines_bring_a_key_into_use() throws IOException {
    String printed = printed();

    assertThat(printed)
        .containsSubsequence(
            "the emulator at http://127.0.0.1",
            " 1. online: fetch parameters",
            " 2. offline: wrap",
            "check value AES:",
            " 3. online: read the file that came back",
            "ImportReceipt[",
            "proven at ",
            "cleaned up: key ")
        .doesNotContain("NOT cleaned up");
    assertThat(offlineClassPath(printed)).containsExactly("byok-core", "bcprov-jdk18on", "station");
    assertThat(FINGERPRINT.matcher(printed).results().map(found -> found.group(1)).distinct())
        .as("both stations see the same wrapping key")
        .hasSize(1);
  }

  @Test
  void the_recipe_shows_lines_of_these_programs() throws IOException {
    Path sources = Path.of("src", "main", "java", "dev", "byok", "examples");
    String programs =
        Files.readString(sources.resolve("OfflineWrapping.java"))
            + Files.readString(sources.resolve("OfflineStation.java"))
            + Files.readString(sources.resolve("OfflineHsmStation.java"));
    for (String recipe : List.of("recipe-two-stations.md", "recipe-two-stations.zh-CN.md")) {
      String text = Files.readString(Path.of("..", "docs", recipe));
      List<String> shown = JAVA.matcher(text).results().flatMap(b -> b.group(1).lines()).toList();

      assertThat(shown).hasSize(14).allSatisfy(line -> assertThat(programs).contains(line));
    }
  }

  /** The names of what the offline JVM could load, whether they are jars or folders of classes. */
  static List<String> offlineClassPath(String printed) {
    Matcher line = CLASS_PATH.matcher(printed);
    assertThat(line.find()).isTrue();
    return Arrays.stream(line.group(1).split(File.pathSeparator))
        .map(entry -> Path.of(entry.replace(File.separator + Path.of("target", "classes"), "")))
        .map(entry -> entry.getFileName().toString().replaceAll("-[0-9].*", ""))
        .toList();
  }
}
