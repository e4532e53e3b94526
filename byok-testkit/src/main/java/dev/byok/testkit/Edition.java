package dev.byok.testkit;

/**
 * Cryptographic edition of the region that an emulator stands for. It decides the length of key
 * material and the number in {@code KeyMetadata.Type}.
 */
public enum Edition {
  /** FIPS 140-2 region: 32 bytes of material, {@code KeyMetadata.Type} 2. */
  FIPS(32, 2, "AES_256"),
  /** National-cryptography (SM) region: 16 bytes of material, {@code KeyMetadata.Type} 4. */
  SM(16, 4, "SM4");

  private final int materialBytes;
  private final int metadataType;
  private final String algorithm;

  Edition(int materialBytes, int metadataType, String algorithm) {
    this.materialBytes = materialBytes;
    this.metadataType = metadataType;
    this.algorithm = algorithm;
  }

  /**
   * Length of the only key material that the edition takes.
   *
   * @return 16 or 32, in bytes
   */
  public int materialBytes() {
    return materialBytes;
  }

  /**
   * What {@code KeyMetadata.Type} says about every key of the edition.
   *
   * @return 2 or 4
   */
  public int metadataType() {
    return metadataType;
  }

  String algorithm() {
    return algorithm;
  }
}
