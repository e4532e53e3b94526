package dev.byok.examples;

import dev.byok.KeyMaterial;
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
import java.util.stream.Stream;
import org.bouncycastle.crypto.Digest;

/**
 * Plays the memory stick between the two stations: a folder with two texts, and the one class of
 * the offline station, so that nothing else of the examples gets there.
 */
final class Courier implements AutoCloseable {
  private static final String STATION = "/dev/byok/examples/OfflineStation.class";

  private final Path folder;

  Courier() throws IOException {
    folder = Files.createTempDirectory("byok-courier");
    Path copy = folder.resolve("station" + STATION);
    Files.createDirectories(copy.getParent());
    try (InputStream station = OfflineStation.class.getResourceAsStream(STATION)) {
      Files.copy(Objects.requireNonNull(station, STATION), copy);
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
    Process station =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                classPath(),
                OfflineStation.class.getName(),
                parameters().toString(),
                wrapped().toString(),
                cmk,
                spec)
            .redirectErrorStream(true)
            .start();
    String printed = new String(station.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (station.onExit().join().exitValue() != 0) {
      throw new IOException("The offline station failed: " + printed);
    }
    return printed.lines().toList();
  }

  private String classPath() {
    return String.join(
        File.pathSeparator,
        home(KeyMaterial.class),
        home(Digest.class),
        folder.resolve("station").toString());
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
