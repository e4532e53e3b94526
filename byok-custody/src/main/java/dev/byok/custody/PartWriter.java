package dev.byok.custody;

import java.nio.CharBuffer;
import java.util.Arrays;
import java.util.Locale;

/** Writes a part as text, in an array that can be zeroised. */
final class PartWriter {
  static final int BYTES_PER_LINE = 8;
  private static final String DIGITS = "0123456789abcdef";
  private static final int MAX_CHARS = 256;

  private final CharBuffer text = CharBuffer.allocate(MAX_CHARS);
  private final Crc16 crc = new Crc16();

  private PartWriter() {}

  static char[] write(KeyComponent component) {
    PartWriter writer = new PartWriter();
    try {
      writer.header(component);
      component.part().<Void>expose(writer::lines);
      return Arrays.copyOf(writer.text.array(), writer.text.position());
    } finally {
      Arrays.fill(writer.text.array(), '\0');
    }
  }

  private void header(KeyComponent component) {
    put("BYOK-PART-1 " + component.index() + "/" + component.count());
    put(" GROUP " + component.groupId());
    endLine();
    put("KEY " + component.spec().cipher() + " " + component.keyCheckValue().hex());
    put(" PART " + component.checkValue().hex());
    endLine();
  }

  private Void lines(byte[] bytes) {
    for (int i = 0; i < bytes.length; i++) {
      put(DIGITS.charAt(bytes[i] >> 4 & 0xF));
      put(DIGITS.charAt(bytes[i] & 0xF));
      if (i % BYTES_PER_LINE == BYTES_PER_LINE - 1) {
        endLine();
      } else if (i % 2 == 1) {
        put(' ');
      }
    }
    return null;
  }

  private void endLine() {
    text.put(" = ").put(String.format(Locale.ROOT, "%04x", crc.value())).put('\n');
  }

  private void put(String ascii) {
    ascii.chars().forEach(each -> put((char) each));
  }

  private void put(char each) {
    text.put(each);
    if (!PartReader.isIgnored(each)) {
      crc.add(Character.toLowerCase(each));
    }
  }
}
