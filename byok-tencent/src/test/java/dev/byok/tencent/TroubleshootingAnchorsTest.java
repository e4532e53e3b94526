package dev.byok.tencent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Messages end with links to TROUBLESHOOTING.md; each must lead somewhere. */
class TroubleshootingAnchorsTest {
  private static final Path ROOT = Path.of("..");
  private static final Pattern LINK = Pattern.compile("TROUBLESHOOTING\\.md#([a-z-]+)");

  @Test
  void every_link_in_the_sources_has_its_section() throws IOException {
    Set<String> links = new TreeSet<>();
    Arrays.stream(Remedy.values()).map(Remedy::anchor).forEach(links::add);
    for (Path source : sources()) {
      LINK.matcher(Files.readString(source)).results().map(this::anchor).forEach(links::add);
    }

    assertThat(links).hasSizeGreaterThan(10);
    assertThat(sections()).containsAll(links);
  }

  private String anchor(MatchResult link) {
    return link.group(1);
  }

  private static List<Path> sources() throws IOException {
    try (Stream<Path> files = Files.walk(ROOT)) {
      return files
          .filter(file -> file.toString().contains("/src/main/java/"))
          .filter(file -> file.toString().endsWith(".java"))
          .toList();
    }
  }

  private static List<String> sections() throws IOException {
    return Files.readAllLines(ROOT.resolve("TROUBLESHOOTING.md")).stream()
        .filter(line -> line.startsWith("## "))
        .map(line -> line.substring(3))
        .toList();
  }
}
