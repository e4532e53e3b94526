package dev.byok;

/**
 * The kinds of key material that a KMS takes from outside.
 *
 * <p>Which one a CMK takes is decided by the region's edition, not by the caller: a FIPS region
 * takes 32 bytes, an SM region (Chinese national cryptography) takes 16.
 */
public enum KeySpec {
  /** An AES key of 32 bytes, for CMKs in FIPS regions. */
  AES_256("AES", 32),
  /** An SM4 key of 16 bytes (GB/T 32907), for CMKs in SM regions. */
  SM4_128("SM4", 16);

  private final String cipher;
  private final int lengthBytes;

  KeySpec(String cipher, int lengthBytes) {
    this.cipher = cipher;
    this.lengthBytes = lengthBytes;
  }

  /**
   * The block cipher that uses such a key.
   *
   * @return "AES" or "SM4"
   */
  public String cipher() {
    return cipher;
  }

  /**
   * The exact length of the material.
   *
   * @return 32 or 16 bytes
   */
  public int lengthBytes() {
    return lengthBytes;
  }
}
