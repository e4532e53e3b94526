package dev.byok.custody;

/**
 * CRC-16 with the polynomial x^16 + x^12 + x^5 + 1 (ITU-T V.41), all ones at the start.
 *
 * <p>A polynomial of degree 16 with a constant term finds every burst of up to 16 bits (W. W.
 * Peterson and D. T. Brown, "Cyclic Codes for Error Detection", 1961): one wrong ASCII character is
 * a burst of at most 8, two swapped neighbours are one of at most 16.
 */
final class Crc16 {
  private int value = 0xFFFF;

  void add(char each) {
    value ^= each << 8;
    for (int bit = 0; bit < 8; bit++) {
      value = (value & 0x8000) == 0 ? value << 1 : value << 1 ^ 0x1021;
    }
    value &= 0xFFFF;
  }

  int value() {
    return value;
  }
}
