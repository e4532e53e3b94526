package dev.byok.examples;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Plays the memory stick between the two stations: a folder with two texts, and the classes of the
 * offline station, so that nothing else of the examples gets there.
 */
final class Courier implements AutoCloseable {
  private final Station station;
  private final Path folder;

  Courier(Station station) throws IOException {
    this.station = station;
    this.folder = Files.createTempDirectory("byok-courier");
    for (Class<?> each : station.program()) {
      pack(each);
    }
  }

  private void pack(Class<?> type) throws IOException {
    String name = "/" + type.getName().replace('.', '/') + ".class";
    Path copy = Path.of(folder.resolve("station") + name);
    Files.createDirectories(copy.getParent());
    try (InputStream bytes = type.getResourceAsStream(name)) {
      Files.copy(Objects.requireNonNull(bytes, name), copy);
    }
  }

  Path parameters() {
    return folder.resolve("import-parameters.txt");
  }

  Path wrapped() {
    return folder.resolve("wrapped.txt");
  }

  /** Starts the offline station in a JVM of its own and returns what it printed. */
  List<String> runOfflineStation(String cmk, String spec) throws IOException {
    Process process =
        new ProcessBuilder(command(cmk, spec))
            .redirectInput(station.keyboard())
            .redirectErrorStream(true)
            .start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.onExit().join().exitValue() != 0) {
      throw new IOException("The offline station failed: " + printed);
    }
    return printed.lines().toList();
  }

  private List<String> command(String cmk, String spec) {
    Stream<String> java =
        Stream.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            // JDK 24 and newer print a warning for native code that was not allowed by name.
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            classPath(),
            station.program().get(0).getName(),
            parameters().toString(),
            wrapped().toString(),
            cmk,
            spec);
    return Stream.concat(java, station.arguments().stream()).toList();
  }

  private String classPath() {
    Stream<String> libraries = station.libraries().stream().map(Courier::home);
    return Stream.concat(libraries, Stream.of(folder.resolve("station").toString()))
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static String home(Class<?> type) {
    return Path.of(URI.create(type.getProtectionDomain().getCodeSource().getLocation().toString()))
        .toString();
  }

  @Override
  public void close() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(Courier::delete);
    }
  }

  private static void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
