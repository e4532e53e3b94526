package dev.byok.pkcs11;

import dev.byok.ImportParameters;
import dev.byok.ImportToken;
import dev.byok.KeyId;
import dev.byok.WrappedKeyMaterial;
import dev.byok.WrappingAlgorithm;
import dev.byok.WrappingKey;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.time.Instant;
import javax.crypto.Cipher;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;

/** The other side of an import: issues parameters, and unwraps with the JDK's own provider. */
final class TestKms {
  private static final KeyPair PAIR = pair();

  private TestKms() {}

  private static KeyPair pair() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA", "SunRsaSign");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException impossible) {
      throw new AssertionError(impossible);
    }
  }

  static ImportParameters parameters(WrappingAlgorithm algorithm) {
    return new ImportParameters(
        KeyId.of("12345678-1234-1234-1234-123456789012"),
        "ap-guangzhou",
        algorithm,
        WrappingKey.fromDer(PAIR.getPublic().getEncoded()),
        ImportToken.of("dG9rZW4="),
        Instant.parse("2030-01-01T00:00:00Z"));
  }

  static byte[] unwrap(WrappedKeyMaterial wrapped) throws GeneralSecurityException {
    Cipher cipher;
    if (wrapped.parameters().algorithm() == WrappingAlgorithm.RSAES_PKCS1_V1_5) {
      cipher = Cipher.getInstance("RSA/ECB/PKCS1Padding", "SunJCE");
      cipher.init(Cipher.DECRYPT_MODE, PAIR.getPrivate());
    } else {
      cipher = Cipher.getInstance("RSA/ECB/OAEPPadding", "SunJCE");
      cipher.init(Cipher.DECRYPT_MODE, PAIR.getPrivate(), oaep(wrapped.parameters().algorithm()));
    }
    return cipher.doFinal(wrapped.ciphertext());
  }

  private static AlgorithmParameterSpec oaep(WrappingAlgorithm algorithm) {
    return algorithm == WrappingAlgorithm.RSAES_OAEP_SHA_256
        ? new OAEPParameterSpec(
            "SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT)
        : new OAEPParameterSpec(
            "SHA-1", "MGF1", MGF1ParameterSpec.SHA1, PSource.PSpecified.DEFAULT);
  }
}
