package dev.byok;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Runs in a JVM of its own: takes material, perhaps wraps and closes it, and counts what a dump of
 * its heap still holds. All secrets come masked on standard input, so that no copy is due to the
 * probe itself.
 */
final class HeapProbe {
  static final byte MASK = 0x5a;

  private final Path dump;
  private final Map<String, byte[]> maskedNeedles = new LinkedHashMap<>();

  private HeapProbe(Path dump) {
    this.dump = dump;
  }

  static String mask(byte[] secret) {
    byte[] masked = secret.clone();
    applyMask(masked);
    return HexFormat.of().formatHex(masked);
  }

  private static void applyMask(byte[] bytes) {
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] ^= MASK;
    }
  }

  private static byte[] unmask(byte[] masked) {
    byte[] secret = masked.clone();
    applyMask(secret);
    return secret;
  }

  /** Arguments: dump file, spec, algorithm or "none", "close" or "open". */
  public static void main(String[] arguments) throws IOException {
    BufferedReader input =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    byte[] material = HexFormat.of().parseHex(input.readLine());
    byte[] padding = HexFormat.of().parseHex(input.readLine());
    HeapProbe probe = new HeapProbe(Path.of(arguments[0]));
    probe.readNeedles(input);
    applyMask(material);
    KeyMaterial key = KeyMaterial.takeFrom(material, KeySpec.valueOf(arguments[1]));
    if (!arguments[2].equals("none")) {
      WrappingAlgorithm algorithm = WrappingAlgorithm.valueOf(arguments[2]);
      key.wrap(TestKey.STORED.parameters(algorithm), new FixedRandom(padding));
    }
    if (arguments[3].equals("close")) {
      key.close();
    }
    probe.report(key);
  }

  private void readNeedles(BufferedReader input) throws IOException {
    for (String line = input.readLine(); line != null; line = input.readLine()) {
      String[] parts = line.split(" ");
      maskedNeedles.put(parts[0], HexFormat.of().parseHex(parts[1]));
    }
  }

  /** Two copies made on purpose show that a dump holds what is there, live or dead. */
  private void report(KeyMaterial key) throws IOException {
    byte[] kept = unmask(maskedNeedles.get("kept"));
    unmask(maskedNeedles.get("dropped"));
    dumpAndCount("all", false);
    dumpAndCount("live", true);
    // Both are alive up to here, for certain.
    System.out.println("held " + key + " " + kept.length);
  }

  private void dumpAndCount(String name, boolean live) throws IOException {
    try {
      ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
          .dumpHeap(dump.toString(), live);
      HeapDump.count(dump, maskedNeedles)
          .forEach((needle, count) -> System.out.println(name + " " + needle + " " + count));
    } finally {
      Files.deleteIfExists(dump);
    }
  }
}
