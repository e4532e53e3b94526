package dev.byok;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.BlockCipher;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.engines.SM4Engine;
import org.bouncycastle.crypto.params.KeyParameter;

/**
 * Tells two materials apart without showing either: the first 3 bytes of the cipher over a block of
 * zeros, as PKCS#11 computes {@code CKA_CHECK_VALUE} and as HSM ceremonies write it down.
 *
 * <p>It has 24 bits: unequal values prove different materials, equal values do not prove equal
 * ones. Whoever sees two equal values may conclude that the material is shared.
 *
 * @param spec whose cipher made it
 * @param hex 6 lower-case hexadecimal digits
 */
public record KeyCheckValue(KeySpec spec, String hex) {
  private static final int LENGTH_BYTES = 3;
  private static final Pattern HEX = Pattern.compile("[0-9a-f]{6}");
  private static final Pattern TEXT = Pattern.compile("(AES|SM4):([0-9A-Fa-f]{6})");

  /**
   * Checks the digits.
   *
   * @throws IllegalArgumentException if {@code hex} is not 6 lower-case hexadecimal digits
   */
  public KeyCheckValue {
    Objects.requireNonNull(spec, "spec");
    if (!HEX.matcher(hex).matches()) {
      throw new IllegalArgumentException(
          "A key check value is 6 lower-case hexadecimal digits (3 bytes), not '" + hex + "'.");
    }
  }

  /**
   * Takes a check value that another tool or an HSM computed.
   *
   * @param spec whose cipher made it
   * @param firstBytes at least 3 bytes of the enciphered zero block; the first 3 count
   * @return the check value
   * @throws IllegalArgumentException if there are fewer than 3 bytes
   */
  public static KeyCheckValue of(KeySpec spec, byte[] firstBytes) {
    if (firstBytes.length < LENGTH_BYTES) {
      throw new IllegalArgumentException(
          "A key check value needs 3 bytes, there are only " + firstBytes.length + ".");
    }
    return new KeyCheckValue(spec, HexFormat.of().formatHex(firstBytes, 0, LENGTH_BYTES));
  }

  /**
   * Reads what {@link #toString()} writes; hexadecimal digits may be in either case.
   *
   * @param text such as {@code AES:1a2b3c} or {@code SM4:1a2b3c}
   * @return the check value
   * @throws IllegalArgumentException if the text has another form
   */
  public static KeyCheckValue fromText(String text) {
    Matcher parts = TEXT.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "A key check value reads like AES:1a2b3c or SM4:1a2b3c, not '" + text + "'.");
    }
    KeySpec spec = parts.group(1).equals("AES") ? KeySpec.AES_256 : KeySpec.SM4_128;
    return new KeyCheckValue(spec, parts.group(2).toLowerCase(Locale.ROOT));
  }

  /**
   * Enciphers a zero block under material of the right length, which stays the caller's to zeroise.
   */
  static KeyCheckValue compute(KeySpec spec, byte[] material) {
    KeyParameter key = new KeyParameter(material);
    BlockCipher cipher = cipherOf(spec);
    try {
      cipher.init(true, key);
      byte[] block = new byte[cipher.getBlockSize()];
      cipher.processBlock(block, 0, block, 0);
      return of(spec, block);
    } finally {
      // Bouncy Castle hands out its own copy here, not one more.
      Arrays.fill(key.getKey(), (byte) 0);
      // Its AES zeroises a key schedule, which starts with the key itself, only for the next one.
      cipher.init(true, key);
    }
  }

  private static BlockCipher cipherOf(KeySpec spec) {
    return switch (spec) {
      case AES_256 -> AESEngine.newInstance();
      case SM4_128 -> new SM4Engine();
    };
  }

  /** Returns the cipher and the digits, such as {@code AES:1a2b3c}. */
  @Override
  public String toString() {
    return spec.cipher() + ":" + hex;
  }
}
