package dev.byok.testkit;

import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import org.jspecify.annotations.Nullable;

/** The three values of {@code WrappingAlgorithm}, carried out by the JDK's own provider. */
enum WrappingScheme {
  RSAES_PKCS1_V1_5("RSA/ECB/PKCS1Padding", null),
  RSAES_OAEP_SHA_1("RSA/ECB/OAEPPadding", oaep("SHA-1", MGF1ParameterSpec.SHA1)),
  /** MGF1 with SHA-256 too: the JDK's own reading of the long name would be MGF1 with SHA-1. */
  RSAES_OAEP_SHA_256("RSA/ECB/OAEPPadding", oaep("SHA-256", MGF1ParameterSpec.SHA256));

  private final String transformation;
  private final @Nullable AlgorithmParameterSpec parameters;

  WrappingScheme(String transformation, @Nullable AlgorithmParameterSpec parameters) {
    this.transformation = transformation;
    this.parameters = parameters;
  }

  static Optional<WrappingScheme> named(String wireName) {
    for (WrappingScheme scheme : values()) {
      if (scheme.name().equals(wireName)) {
        return Optional.of(scheme);
      }
    }
    return Optional.empty();
  }

  /**
   * Opens a ciphertext.
   *
   * @throws GeneralSecurityException when padding, hash, length or key do not fit
   */
  byte[] unwrap(PrivateKey key, byte[] ciphertext) throws GeneralSecurityException {
    return cipher(Cipher.DECRYPT_MODE, key).doFinal(ciphertext);
  }

  /**
   * Encrypts under a public key, for Decrypt's {@code EncryptionPublicKey}.
   *
   * @throws GeneralSecurityException when the plaintext is too long for the key
   */
  byte[] wrap(PublicKey key, byte[] plaintext) throws GeneralSecurityException {
    return cipher(Cipher.ENCRYPT_MODE, key).doFinal(plaintext);
  }

  private Cipher cipher(int mode, Key key) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance(transformation);
    cipher.init(mode, key, parameters);
    return cipher;
  }

  private static OAEPParameterSpec oaep(String hash, MGF1ParameterSpec mask) {
    return new OAEPParameterSpec(hash, "MGF1", mask, PSource.PSpecified.DEFAULT);
  }
}
