package dev.byok;

import java.util.Arrays;
import java.util.Random;

/** Damages bytes the way transport, editors and attackers do. */
final class Mutation {
  private Mutation() {}

  static byte[] of(byte[] origin, Random random) {
    byte[] changed = origin.clone();
    int times = 1 + random.nextInt(3);
    for (int i = 0; i < times; i++) {
      changed = once(changed, random);
    }
    return changed;
  }

  private static byte[] once(byte[] bytes, Random random) {
    if (bytes.length == 0) {
      return new byte[] {(byte) random.nextInt()};
    }
    int place = random.nextInt(bytes.length);
    return switch (random.nextInt(7)) {
      case 0 -> withByte(bytes, place, bytes[place] ^ 1 << random.nextInt(8));
      case 1 -> withByte(bytes, place, random.nextInt());
      // The first bytes hold tags and lengths, on which a parser decides most.
      case 2 -> withByte(bytes, place % Math.min(48, bytes.length), random.nextInt());
      case 3 -> Arrays.copyOf(bytes, place);
      case 4 -> Arrays.copyOf(bytes, bytes.length + 1 + random.nextInt(4));
      case 5 -> splice(bytes, place, Math.min(bytes.length, place + 1 + random.nextInt(9)), 0);
      default -> splice(bytes, place, place, 1 + random.nextInt(9));
    };
  }

  private static byte[] withByte(byte[] bytes, int place, int value) {
    byte[] changed = bytes.clone();
    changed[place] = (byte) value;
    return changed;
  }

  /** Cuts from {@code start} to {@code end} out and repeats what lay before, to fill a gap. */
  private static byte[] splice(byte[] bytes, int start, int end, int gap) {
    byte[] changed = new byte[bytes.length - (end - start) + gap];
    System.arraycopy(bytes, 0, changed, 0, start);
    for (int i = 0; i < gap; i++) {
      changed[start + i] = bytes[(start + i) % bytes.length];
    }
    System.arraycopy(bytes, end, changed, start + gap, bytes.length - end);
    return changed;
  }
}
