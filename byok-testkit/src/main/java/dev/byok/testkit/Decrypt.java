package dev.byok.testkit;

import com.google.gson.JsonObject;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;

/**
 * Opens what Encrypt made, for an Enabled or Archived key; on request the answer is wrapped under
 * the caller's RSA-2048 key (CN/34429).
 */
final class Decrypt implements Action {
  @Override
  public Set<String> parameters() {
    return Set.of(
        "CiphertextBlob", "EncryptionContext", "EncryptionPublicKey", "EncryptionAlgorithm");
  }

  @Override
  public JsonObject perform(Call call) {
    Parameters parameters = call.parameters();
    String blob = parameters.string("CiphertextBlob");
    String context = EncryptionContext.of(parameters);
    Optional<WrappingScheme> scheme = scheme(parameters);
    Ciphertext ciphertext = Ciphertext.parse(blob).orElseThrow(Decrypt::invalidCiphertext);
    Cmk key = call.key(ciphertext.keyId());
    byte[] plaintext = open(ciphertext, Encrypt.materialForUse(key), context);
    byte[] answer =
        scheme.isPresent()
            ? wrap(scheme.get(), parameters.string("EncryptionPublicKey"), plaintext)
            : plaintext;

    JsonObject json = new JsonObject();
    json.addProperty("KeyId", key.id());
    json.addProperty("Plaintext", Base64.getEncoder().encodeToString(answer));
    return json;
  }

  private static byte[] open(Ciphertext ciphertext, byte[] material, String context) {
    try {
      return ciphertext.open(material, context);
    } catch (GeneralSecurityException e) {
      throw invalidCiphertext();
    }
  }

  /** How to wrap the answer; the JDK has no SM2, which is the service's default. */
  private static Optional<WrappingScheme> scheme(Parameters parameters) {
    String algorithm = parameters.optionalText("EncryptionAlgorithm").orElse("SM2");
    if (parameters.optionalText("EncryptionPublicKey").isEmpty()) {
      if (parameters.has("EncryptionAlgorithm")) {
        throw ApiError.invalidParameter("EncryptionAlgorithm needs an EncryptionPublicKey.");
      }
      return Optional.empty();
    }
    return Optional.of(
        WrappingScheme.named(algorithm)
            .orElseThrow(
                () -> ApiError.invalidParameter("The emulator wraps an answer by RSA only.")));
  }

  private static byte[] wrap(WrappingScheme scheme, String pem, byte[] plaintext) {
    try {
      return scheme.wrap(rsaKey(pem), plaintext);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new ApiError(
          "FailedOperation.EncryptionError",
          "EncryptionPublicKey is no PEM of an RSA-2048 key, or too small for the plaintext.");
    }
  }

  private static PublicKey rsaKey(String pem) throws GeneralSecurityException {
    String base64 =
        pem.replace("-----BEGIN PUBLIC KEY-----", "")
            .replace("-----END PUBLIC KEY-----", "")
            .replaceAll("\\s", "");
    PublicKey key =
        KeyFactory.getInstance("RSA")
            .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(base64)));
    if (((RSAPublicKey) key).getModulus().bitLength() != 2048) {
      throw new IllegalArgumentException("not 2048 bits");
    }
    return key;
  }

  private static ApiError invalidCiphertext() {
    return new ApiError(
        "InvalidParameterValue.InvalidCiphertext",
        "CiphertextBlob is damaged, or its EncryptionContext was another one.");
  }
}
