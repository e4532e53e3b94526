package dev.byok.pkcs11;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs a main method in a JVM of its own, where a crash in native code is seen and harms nobody.
 */
final class OtherJvm {
  private OtherJvm() {}

  /** Returns all that it printed; it must end with 0. */
  static String run(Class<?> main, Path softHsmConf, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(arguments));
    ProcessBuilder java = new ProcessBuilder(command).redirectErrorStream(true);
    java.environment().put("SOFTHSM2_CONF", softHsmConf.toString());
    Process running = java.start();
    running.getOutputStream().close();
    byte[] printed = running.getInputStream().readAllBytes();
    String said = new String(printed, StandardCharsets.UTF_8);
    assertThat(running.onExit().join().exitValue()).as(said).isZero();
    return said;
  }
}
