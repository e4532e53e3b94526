package dev.byok;

import static dev.byok.KeySpec.AES_256;
import static dev.byok.KeySpec.SM4_128;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What a heap dump shows of the material, raw or as the padded block: nothing that lives, and of
 * dead copies the two that {@code BigInteger} makes of the padded block.
 */
class HeapDumpTest {
  private static final int DEAD_COPIES_PER_WRAP = 2;

  @TempDir Path folder;
  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);
  private final Map<String, byte[]> needles = new LinkedHashMap<>();

  @BeforeEach
  void prepare_copies_made_on_purpose() {
    needles.put("kept", draw(32));
    needles.put("dropped", draw(32));
  }

  @ParameterizedTest
  @EnumSource
  void nothing_lives_after_wrap_and_close(WrappingAlgorithm algorithm) throws Exception {
    Map<String, Integer> counts = probe(AES_256, algorithm.name(), "close");

    assertThat(copies("live", counts)).isZero();
    assertThat(copies("all", counts)).isLessThanOrEqualTo(DEAD_COPIES_PER_WRAP);
  }

  @Test
  void nothing_lives_on_the_heap_while_the_material_is_open() throws Exception {
    Map<String, Integer> counts = probe(AES_256, "RSAES_OAEP_SHA_256", "open");

    assertThat(copies("live", counts)).isZero();
    assertThat(copies("all", counts)).isLessThanOrEqualTo(DEAD_COPIES_PER_WRAP);
  }

  /** Bouncy Castle's SM4 leaves the key in an array of its own, which nobody else can reach. */
  @ParameterizedTest
  @CsvSource({"AES_256, 0", "SM4_128, 1"})
  void the_check_value_leaves(KeySpec spec, int dead) throws Exception {
    Map<String, Integer> counts = probe(spec, "none", "close");

    assertThat(copies("live", counts)).isZero();
    assertThat(copies("all", counts)).isLessThanOrEqualTo(dead);
  }

  @Test
  void sm4_material_stays_within_three_dead_copies() throws Exception {
    Map<String, Integer> counts = probe(SM4_128, "RSAES_OAEP_SHA_256", "close");

    assertThat(copies("live", counts)).isZero();
    assertThat(copies("all", counts)).isLessThanOrEqualTo(DEAD_COPIES_PER_WRAP + 1);
  }

  /** Half a material counts as one: ciphers and padded blocks may hold the halves apart. */
  private static int copies(String dump, Map<String, Integer> counts) {
    int start = counts.get(dump + " start");
    int end = counts.get(dump + " end");
    return Math.max(start, end) + counts.getOrDefault(dump + " padded", 0);
  }

  private Map<String, Integer> probe(KeySpec spec, String algorithm, String end) throws Exception {
    byte[] material = draw(spec.lengthBytes());
    byte[] padding = draw(255);
    addNeedles(material, algorithm, padding);
    StringBuilder input = new StringBuilder();
    input.append(HeapProbe.mask(material)).append('\n');
    input.append(HexFormat.of().formatHex(padding)).append('\n');
    needles.forEach((name, bytes) -> input.append(name + " " + HeapProbe.mask(bytes) + "\n"));

    Map<String, Integer> counts = parse(ChildJvm.run(input.toString(), java(spec, algorithm, end)));

    assertThat(folder).as("the dumps are deleted").isEmptyDirectory();
    return counts;
  }

  private void addNeedles(byte[] material, String algorithm, byte[] padding) throws Exception {
    int half = material.length / 2;
    needles.put("start", Arrays.copyOf(material, half));
    needles.put("end", Arrays.copyOfRange(material, half, material.length));
    // The PKCS#1 block holds the material as it is; OAEP hides it under a mask.
    if (algorithm.startsWith("RSAES_OAEP")) {
      byte[] block = paddedBlock(material, WrappingAlgorithm.valueOf(algorithm), padding);
      needles.put("padded", Arrays.copyOfRange(block, 64, 128));
    }
  }

  private static byte[] paddedBlock(byte[] material, WrappingAlgorithm algorithm, byte[] padding)
      throws Exception {
    byte[] ciphertext =
        algorithm.wrap(material, TestKey.STORED.wrappingKey(), new FixedRandom(padding));
    return TestKey.STORED.encodedMessage(ciphertext);
  }

  /** One collector without background work, and room for all that a run leaves behind. */
  private List<String> java(KeySpec spec, String algorithm, String end) {
    return List.of(
        "-XX:+UseSerialGC",
        "-Xmn32m",
        "-cp",
        System.getProperty("java.class.path"),
        HeapProbe.class.getName(),
        folder.resolve("probe.hprof").toString(),
        spec.name(),
        algorithm,
        end);
  }

  private Map<String, Integer> parse(String output) {
    Map<String, Integer> counts = new HashMap<>();
    output
        .lines()
        .map(line -> line.split(" "))
        .forEach(line -> counts.put(line[0] + " " + line[1], Integer.valueOf(line[2])));
    assertThat(counts)
        .as("copies made on purpose, seed %d", seed)
        .containsEntry("all kept", 1)
        .containsEntry("all dropped", 1)
        .containsEntry("live kept", 1)
        .containsEntry("live dropped", 0);
    return counts;
  }

  /** No zeros, which PKCS#1 padding would draw again. */
  private byte[] draw(int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) (1 + random.nextInt(255));
    }
    return bytes;
  }
}
