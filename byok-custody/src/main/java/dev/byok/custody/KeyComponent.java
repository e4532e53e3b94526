package dev.byok.custody;

import dev.byok.KeyCheckValue;
import dev.byok.KeyMaterial;
import dev.byok.KeySpec;
import java.util.Arrays;

/**
 * One custodian's part of a key. It says nothing about the key without all the others, and is as
 * secret as the key.
 *
 * <p>It has no equality, no serial form and no revealing text. Its text for paper is a {@code
 * char[]} in both directions and never a String, because a String cannot be zeroised:
 *
 * <pre>
 * BYOK-PART-1 2/3 GROUP 7f3a91c2 = 62b2
 * KEY AES 1a2b3c PART f29000 = 409e
 * 0001 0203 0405 0607 = 402f
 * …
 * </pre>
 *
 * <p>Line by line: number and count of the parts and what they have in common; the check values of
 * the whole key and of this part; then 8 bytes in each line. The four digits behind the equals sign
 * are a checksum over all lines so far (CRC-16), which finds every single wrong character and every
 * two neighbours in the wrong order, and thereby the line. Letter case, spaces, hyphens and line
 * ends do not matter.
 *
 * <p>Thread-safe.
 */
public final class KeyComponent implements AutoCloseable {
  private final int index;
  private final KeyGroup group;
  private final KeyMaterial part;

  /** Takes over the part, which is closed with this. */
  KeyComponent(int index, KeyGroup group, KeyMaterial part) {
    this.index = index;
    this.group = group;
    this.part = part;
  }

  /**
   * Reads what was typed in.
   *
   * @param text what {@link #toText()} wrote; zeroised, even if this fails
   * @return the part, to be closed by the caller or by {@link KeyComponents#combine}
   * @throws KeyComponentException if it has a typing error; the message names the line
   */
  public static KeyComponent takeFrom(char[] text) {
    try {
      return PartReader.read(text);
    } finally {
      Arrays.fill(text, '\0');
    }
  }

  /**
   * Writes the part for paper.
   *
   * @return 4 or 6 lines of ASCII, each ended by a line feed; secret, the caller's to zeroise
   * @throws IllegalStateException if this part is closed
   */
  public char[] toText() {
    return PartWriter.write(this);
  }

  /**
   * The number of this part.
   *
   * @return 1 to {@link #count()}
   */
  public int index() {
    return index;
  }

  /**
   * How many parts the key was split into; all are needed.
   *
   * @return 2 to 9
   */
  public int count() {
    return group.count();
  }

  /**
   * Names the splitting that this part comes from: drawn at random, without meaning.
   *
   * @return 8 lower-case hexadecimal digits
   */
  public String groupId() {
    return group.id();
  }

  /**
   * The kind of the key.
   *
   * @return its spec
   */
  public KeySpec spec() {
    return part.spec();
  }

  /**
   * Tells this part apart from other parts, as HSM ceremonies do it.
   *
   * @return the check value over the bytes of this part
   * @throws IllegalStateException if this part is closed
   */
  public KeyCheckValue checkValue() {
    return part.checkValue().orElseThrow();
  }

  /**
   * The check value that all parts together must have.
   *
   * @return the check value of the whole key
   */
  public KeyCheckValue keyCheckValue() {
    return group.keyCheckValue();
  }

  KeyGroup group() {
    return group;
  }

  KeyMaterial part() {
    return part;
  }

  /** Zeroises the part; later use is an {@link IllegalStateException}. Idempotent. */
  @Override
  public void close() {
    part.close();
  }

  /** Returns such as {@code KeyComponent[2/3 of AES:1a2b3c, group 7f3a91c2]}: never the bytes. */
  @Override
  public String toString() {
    return "KeyComponent["
        + index
        + "/"
        + count()
        + " of "
        + keyCheckValue()
        + ", group "
        + groupId()
        + "]";
  }
}
