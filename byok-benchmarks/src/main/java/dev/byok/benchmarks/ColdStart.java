package dev.byok.benchmarks;

import dev.byok.ImportParameters;
import dev.byok.ImportToken;
import dev.byok.KeyId;
import dev.byok.KeyMaterial;
import dev.byok.KeySpec;
import dev.byok.WrappingAlgorithm;
import dev.byok.WrappingKey;
import java.security.KeyFactory;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;

/** A JVM that starts, wraps once and exits. */
public final class ColdStart {
  private ColdStart() {}

  /**
   * Wraps once.
   *
   * @param args {@code empty}, {@code byok} or {@code jdk}; then the wrapping key in Base64
   * @throws Exception never here
   */
  public static void main(String[] args) throws Exception {
    switch (args[0]) {
      case "byok" -> wrapByUs(args[1]);
      case "jdk" -> wrapByJdk(args[1]);
      default -> {}
    }
  }

  private static void wrapByUs(String key) {
    ImportParameters parameters =
        new ImportParameters(
            KeyId.of("bench"),
            "ap-guangzhou",
            WrappingAlgorithm.RSAES_OAEP_SHA_256,
            WrappingKey.fromBase64(key),
            ImportToken.of("token"),
            Instant.MAX);
    try (KeyMaterial material = KeyMaterial.generate(KeySpec.AES_256)) {
      material.wrap(parameters);
    }
  }

  private static void wrapByJdk(String key) throws Exception {
    Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPPadding", "SunJCE");
    cipher.init(
        Cipher.ENCRYPT_MODE,
        KeyFactory.getInstance("RSA")
            .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(key))),
        new OAEPParameterSpec(
            "SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT));
    cipher.doFinal(new byte[32]);
  }
}
