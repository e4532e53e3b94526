package dev.byok.custody;

/**
 * Checks that bytes are one DER value (X.690 section 10.1: lengths definite and minimal), nested
 * not too deeply and without anything behind it, before a general parser sees them.
 */
final class DerShape {
  private static final int MAX_DEPTH = 24;

  private final byte[] bytes;

  private DerShape(byte[] bytes) {
    this.bytes = bytes;
  }

  static void require(byte[] bytes) {
    int end = new DerShape(bytes).value(0, bytes.length, 0);
    if (end != bytes.length) {
      throw CmsForm.malformed((bytes.length - end) + " bytes trail behind it");
    }
  }

  /** Walks over one value and returns the index behind it. */
  private int value(int start, int limit, int depth) {
    if (limit - start < 2 || depth > MAX_DEPTH) {
      throw cutOff(start);
    }
    int tag = bytes[start] & 0xFF;
    if ((tag & 0x1F) == 0x1F) {
      throw CmsForm.malformed("byte " + start + " begins a tag that CMS does not use");
    }
    int lengthBytes = lengthBytes(start + 1, limit);
    int content = start + 2 + lengthBytes;
    int end = content + length(start + 1, lengthBytes);
    if (end > limit) {
      throw cutOff(start);
    }
    boolean constructed = (tag & 0x20) != 0;
    for (int next = content; constructed && next < end; ) {
      next = value(next, end, depth + 1);
    }
    return end;
  }

  /** How many bytes follow the first byte of a length: 0 to 3. */
  private int lengthBytes(int at, int limit) {
    int first = bytes[at] & 0xFF;
    if (first < 0x80) {
      return 0;
    }
    int count = first & 0x7F;
    if (count == 0) {
      throw CmsForm.malformed("it has indefinite lengths (BER): write it again as DER");
    }
    if (count > 3 || at + count >= limit) {
      throw cutOff(at);
    }
    return count;
  }

  private int length(int at, int lengthBytes) {
    if (lengthBytes == 0) {
      return bytes[at];
    }
    int length = 0;
    for (int i = 1; i <= lengthBytes; i++) {
      length = length << 8 | bytes[at + i] & 0xFF;
    }
    if (length < 0x80 || length >>> 8 * (lengthBytes - 1) == 0) {
      throw CmsForm.malformed("byte " + at + " begins a length that is not DER");
    }
    return length;
  }

  private static EscrowRefusedException cutOff(int at) {
    return CmsForm.malformed("the value at byte " + at + " ends before its length says");
  }
}
