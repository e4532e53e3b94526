package dev.byok;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Runs the very lines of the recipe for an offline station that has OpenSSL and no Java. */
class OpenSslStationTest {
  private static final Path DOCS = Path.of("..", "docs");
  private static final Pattern SHELL = Pattern.compile("(?s)```sh\n(.*?)```");

  @TempDir Path folder;

  @BeforeEach
  void require_openssl() {
    OpenSsl.requireInstalled();
  }

  @ParameterizedTest
  @EnumSource
  void wraps_for_every_algorithm(WrappingAlgorithm algorithm) throws Exception {
    ImportParameters parameters = TestKey.STORED.parameters(algorithm);
    byte[] material = new byte[32];
    new SecureRandom().nextBytes(material);

    assertThat(runRecipe(parameters.toText(), material)).isZero();

    WrappedKeyMaterial wrapped = read();
    assertThat(wrapped.parameters()).isEqualTo(parameters);
    assertThat(wrapped.spec()).isEqualTo(KeySpec.AES_256);
    assertThat(TestKey.STORED.unwrap(wrapped)).isEqualTo(material);
  }

  @Test
  void takes_a_file_that_went_through_windows() throws Exception {
    String text = TransferTextTest.PARAMETERS.toText().replace("\n", "\r\n");

    assertThat(runRecipe(text, KeyMaterialTest.bytes(32))).isZero();

    assertThat(TestKey.STORED.unwrap(read())).isEqualTo(KeyMaterialTest.bytes(32));
  }

  @Test
  void stops_at_a_file_that_was_changed() throws Exception {
    String text = TransferTextTest.PARAMETERS.toText().replace("guangzhou", "shanghai");

    assertThat(runRecipe(text, KeyMaterialTest.bytes(32))).isNotZero();

    assertThat(folder.resolve("wrapped.txt")).doesNotExist();
  }

  /** A forger can make the digest right; the hash that people compare is checked all the same. */
  @Test
  void stops_at_a_wrapping_key_with_another_hash() throws Exception {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Algorithm", "RSAES_OAEP_SHA_256");
    headers.put("Wrapping-Key-SHA-256", "0".repeat(64));
    byte[] key = TestKey.STORED.wrappingKey().toDer();
    String forged = new TextBlock("BYOK IMPORT PARAMETERS", headers, key).write();

    assertThat(runRecipe(forged, KeyMaterialTest.bytes(32))).isNotZero();

    headers.put("Wrapping-Key-SHA-256", TestKey.STORED.wrappingKey().sha256());
    String right = new TextBlock("BYOK IMPORT PARAMETERS", headers, key).write();
    assertThat(runRecipe(right, KeyMaterialTest.bytes(32))).isZero();
  }

  @Test
  void keeps_no_copy_of_the_material() throws Exception {
    byte[] material = KeyMaterialTest.bytes(32);

    runRecipe(TransferTextTest.PARAMETERS.toText(), material);

    String needle = new String(material, StandardCharsets.ISO_8859_1);
    try (Stream<Path> files = Files.list(folder)) {
      for (Path each : files.toList()) {
        assertThat(Files.readString(each, StandardCharsets.ISO_8859_1)).doesNotContain(needle);
      }
    }
  }

  @Test
  void is_the_same_in_both_languages() throws IOException {
    assertThat(shellIn("recipe-two-stations.zh-CN.md"))
        .isEqualTo(shellIn("recipe-two-stations.md"));
  }

  private WrappedKeyMaterial read() throws IOException {
    InstantSource inTime = InstantSource.fixed(TestKey.DEADLINE.minusSeconds(1));
    return WrappedKeyMaterial.fromText(
        Files.readString(folder.resolve("wrapped.txt")), TestKey.CMK, inTime);
  }

  private int runRecipe(String parameters, byte[] material)
      throws IOException, InterruptedException {
    Files.writeString(folder.resolve("import-parameters.txt"), parameters);
    Process shell =
        new ProcessBuilder("sh", "-e", "-c", shellIn("recipe-two-stations.md"))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    shell.getOutputStream().write(material);
    shell.getOutputStream().close();
    shell.getInputStream().readAllBytes();
    return shell.waitFor();
  }

  private static String shellIn(String recipe) throws IOException {
    Matcher block = SHELL.matcher(Files.readString(DOCS.resolve(recipe)));
    assertThat(block.find()).as("a shell block in %s", recipe).isTrue();
    return block.group(1);
  }
}
