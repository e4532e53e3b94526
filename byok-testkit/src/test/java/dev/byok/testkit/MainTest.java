package dev.byok.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The entry point of the stand-alone jar, in a JVM of its own where that matters. */
class MainTest {
  private static final String[] CREDENTIALS = {"--secret-id", "ID", "--secret-key", "hidden"};

  @Test
  void says_in_one_line_where_it_listens_and_serves() throws Exception {
    Process process = run("--port", "0", "--secret-id", "ID", "--secret-key", "hidden");
    try (BufferedReader out = reader(process)) {
      String line = out.readLine();
      assertThat(line).matches("KMS emulator listening on http://127\\.0\\.0\\.1:\\d+");
      URI keys = URI.create(line.substring(line.indexOf("http")) + "/__admin/keys");
      HttpResponse<String> answer =
          HttpClient.newHttpClient()
              .send(HttpRequest.newBuilder(keys).build(), HttpResponse.BodyHandlers.ofString());
      assertThat(answer.body()).isEqualTo("{\"keys\":[]}");
    } finally {
      process.destroy();
    }
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void exits_with_2_and_the_usage_for_bad_flags() throws Exception {
    Process process = run("--port", "high", "--secret-id", "ID", "--secret-key", "hidden");
    String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isEqualTo(2);
    assertThat(err).startsWith("The flag --port takes an integer").contains("Usage:");
    assertThat(err).doesNotContain("hidden");
  }

  @Test
  void exits_with_1_when_the_port_is_taken() throws Exception {
    try (KmsEmulator kms = KmsEmulator.start()) {
      String port = String.valueOf(kms.uri().getPort());
      Process process = run("--port", port, "--secret-id", "ID", "--secret-key", "hidden");
      String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor()).isEqualTo(1);
      assertThat(err).contains("cannot listen on port " + port);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--edition aes",
        "--port 65536",
        "--port",
        "--quota -1",
        "--latency soon",
        "--rate-limits some",
        "--rate-limits 0",
        "--foo 1",
        "word 1",
        "--secret-id again",
        "--edition --quota"
      })
  void refuses_bad_flags(String flags) {
    List<String> words = new ArrayList<>(List.of(CREDENTIALS));
    words.addAll(List.of(flags.split(" ")));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Arguments.parse(words.toArray(String[]::new)))
        .withMessageNotContaining("hidden");
  }

  @Test
  void needs_credentials() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Arguments.parse("--port", "0"))
        .withMessage("The flag --secret-id is missing");
  }

  @Test
  void takes_every_flag() {
    EmulatorOptions options =
        Arguments.parse(
            ("--secret-id ID --secret-key hidden --edition sm --quota 3 --latency PT0.1S"
                    + " --rate-limits 5")
                .split(" "));
    assertThat(options.edition()).isEqualTo(Edition.SM);
    assertThat(options.quota()).isEqualTo(3);
    assertThat(options.latency()).hasMillis(100);
    assertThat(options.rateLimits().rateOf("Encrypt")).isEqualTo(5);
    assertThat(Arguments.parse(CREDENTIALS).edition()).isEqualTo(Edition.FIPS);
  }

  private static Process run(String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).start();
  }

  private static BufferedReader reader(Process process) {
    return new BufferedReader(
        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }
}
