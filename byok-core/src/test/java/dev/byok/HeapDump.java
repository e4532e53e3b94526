package dev.byok;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts how often a dump holds some bytes, as they are and in the orders that numbers have. */
final class HeapDump {
  private record Pattern(String name, byte[] masked) {}

  private final List<List<Pattern>> byFirstByte = new ArrayList<>();
  private final Map<String, Integer> counts = new TreeMap<>();

  private HeapDump(Map<String, byte[]> maskedNeedles) {
    for (int i = 0; i < 256; i++) {
      byFirstByte.add(new ArrayList<>());
    }
    maskedNeedles.forEach(this::addOrders);
  }

  /** Counts each needle; they are given masked, and their lengths are multiples of 4. */
  static Map<String, Integer> count(Path dump, Map<String, byte[]> maskedNeedles)
      throws IOException {
    HeapDump count = new HeapDump(maskedNeedles);
    try (FileChannel channel = FileChannel.open(dump)) {
      count.scan(channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size()));
    }
    return count.counts;
  }

  /** Bytes in order, each int reversed, the ints in reverse order, and both. */
  private void addOrders(String name, byte[] needle) {
    counts.put(name, 0);
    for (int swap : new int[] {0, 3}) {
      for (int turn : new int[] {0, needle.length / 4 - 1}) {
        byte[] ordered = new byte[needle.length];
        for (int i = 0; i < needle.length; i++) {
          ordered[Math.abs(turn - i / 4) * 4 + (swap ^ i % 4)] = needle[i];
        }
        byFirstByte.get(unmasked(ordered[0])).add(new Pattern(name, ordered));
      }
    }
  }

  private static int unmasked(byte masked) {
    return (masked ^ HeapProbe.MASK) & 0xff;
  }

  private void scan(ByteBuffer content) {
    for (int at = 0; at < content.limit(); at++) {
      for (Pattern pattern : byFirstByte.get(content.get(at) & 0xff)) {
        if (isAt(content, at, pattern.masked())) {
          counts.merge(pattern.name(), 1, Integer::sum);
        }
      }
    }
  }

  private static boolean isAt(ByteBuffer content, int at, byte[] masked) {
    if (at + masked.length > content.limit()) {
      return false;
    }
    int same = 0;
    while (same < masked.length && (content.get(at + same) & 0xff) == unmasked(masked[same])) {
      same++;
    }
    return same == masked.length;
  }
}
