package dev.byok.custody;

import static dev.byok.custody.KeyComponentException.Reason.MISTYPED;

import dev.byok.KeyCheckValue;
import dev.byok.KeyMaterial;
import dev.byok.KeySpec;
import java.util.Arrays;

/** Reads the text of a part, character by character, without making a String of what is secret. */
final class PartReader {
  private static final int MAX_CHARS = 1024;

  private final char[] text;
  private int position;
  private int line = 1;
  private Crc16 crc = new Crc16();

  private PartReader(char[] text) {
    this.text = text;
  }

  static KeyComponent read(char[] typed) {
    if (typed.length > MAX_CHARS) {
      throw new KeyComponentException(
          MISTYPED, "The text of a part has at most " + MAX_CHARS + " characters.");
    }
    char[] text = withoutSeparators(typed);
    try {
      return new PartReader(text).component();
    } finally {
      Arrays.fill(text, '\0');
    }
  }

  static boolean isIgnored(char each) {
    return each == ' ' || each == '\t' || each == '\r' || each == '\n' || each == '-';
  }

  private static char[] withoutSeparators(char[] typed) {
    char[] text = new char[typed.length];
    int length = 0;
    for (char each : typed) {
      if (!isIgnored(each)) {
        text[length++] = each >= 'A' && each <= 'Z' ? (char) (each + 32) : each;
      }
    }
    char[] exact = Arrays.copyOf(text, length);
    Arrays.fill(text, '\0');
    return exact;
  }

  private KeyComponent component() {
    literal("byokpart1");
    int index = digit();
    literal("/");
    int count = digit();
    literal("group");
    String id = hex(8);
    endLine();
    literal("key");
    KeySpec spec = spec();
    KeyCheckValue whole = new KeyCheckValue(spec, hex(6));
    literal("part");
    KeyCheckValue own = new KeyCheckValue(spec, hex(6));
    endLine();
    if (count < 2 || index < 1 || index > count) {
      throw new KeyComponentException(MISTYPED, "There is no part " + index + " of " + count + ".");
    }
    return new KeyComponent(index, new KeyGroup(id, count, whole), part(own));
  }

  private KeySpec spec() {
    boolean aes = position < text.length && text[position] == 'a';
    literal(aes ? "aes" : "sm4");
    return aes ? KeySpec.AES_256 : KeySpec.SM4_128;
  }

  private KeyMaterial part(KeyCheckValue own) {
    byte[] bytes = new byte[own.spec().lengthBytes()];
    try {
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = (byte) (nibble() << 4 | nibble());
        if (i % PartWriter.BYTES_PER_LINE == PartWriter.BYTES_PER_LINE - 1) {
          endLine();
        }
      }
      if (position != text.length) {
        throw mistyped("there is more behind the last line");
      }
      return requireCheckValue(KeyMaterial.takeFrom(bytes, own.spec()), own);
    } catch (IllegalArgumentException e) {
      throw new KeyComponentException(MISTYPED, "The part is none: " + e.getMessage(), e);
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  private static KeyMaterial requireCheckValue(KeyMaterial part, KeyCheckValue own) {
    if (!part.checkValue().orElseThrow().equals(own)) {
      part.close();
      throw new KeyComponentException(
          MISTYPED,
          "The bytes of the part do not have its check value "
              + own
              + ", although the checksums of all lines are right: several typing errors, or lines of"
              + " another part. Compare every line with the paper.");
    }
    return part;
  }

  private void literal(String expected) {
    for (int i = 0; i < expected.length(); i++) {
      if (position == text.length || text[position] != expected.charAt(i)) {
        throw mistyped("'" + expected + "' is expected");
      }
      next();
    }
  }

  private int digit() {
    if (position == text.length || text[position] < '0' || text[position] > '9') {
      throw mistyped("a digit is expected");
    }
    return next() - '0';
  }

  private int nibble() {
    int value = position == text.length ? -1 : Character.digit(text[position], 16);
    // Character.digit also knows the digits of other scripts, which would be a second spelling.
    if (value < 0 || text[position] > 'f') {
      throw mistyped("a digit or a letter from a to f is expected");
    }
    next();
    return value;
  }

  private String hex(int length) {
    StringBuilder digits = new StringBuilder();
    while (digits.length() < length) {
      digits.append(Character.forDigit(nibble(), 16));
    }
    return digits.toString();
  }

  private char next() {
    crc.add(text[position]);
    return text[position++];
  }

  private void endLine() {
    Crc16 soFar = crc;
    int expected = crc.value();
    crc = new Crc16();
    literal("=");
    int typed = nibble() << 12 | nibble() << 8 | nibble() << 4 | nibble();
    crc = soFar;
    if (typed != expected) {
      throw mistyped("its checksum is wrong");
    }
    line++;
  }

  private KeyComponentException mistyped(String what) {
    return new KeyComponentException(
        MISTYPED,
        "Line "
            + line
            + " of the part has a typing error: "
            + what
            + ". Compare it with the paper.");
  }
}
