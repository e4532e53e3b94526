package dev.byok.testkit;

import com.google.gson.JsonObject;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Random;
import javax.crypto.Cipher;
import javax.crypto.spec.OAEPParameterSpec;

/** A customer who brings his key: the steps of an import as short calls. */
final class Customer {
  final Wire wire;

  Customer(KmsEmulator kms) {
    wire = new Wire(kms);
  }

  /** What GetParametersForImport gave. */
  record Parameters(String keyId, String algorithm, String token, String publicKey, long validTo) {}

  String create(String alias) {
    return wire.ok("CreateKey", "{\"Alias\":\"" + alias + "\",\"Type\":2}")
        .get("KeyId")
        .getAsString();
  }

  String createOwn(String alias) {
    return wire.ok("CreateKey", "{\"Alias\":\"" + alias + "\"}").get("KeyId").getAsString();
  }

  String imported(String alias, byte[] material) {
    String id = create(alias);
    importInto(id, material, 0);
    return id;
  }

  Parameters parameters(String keyId, String algorithm) {
    JsonObject json =
        wire.ok(
            "GetParametersForImport",
            "{\"KeyId\":\"%s\",\"WrappingAlgorithm\":\"%s\",\"WrappingKeySpec\":\"RSA_2048\"}"
                .formatted(keyId, algorithm));
    return new Parameters(
        keyId,
        algorithm,
        json.get("ImportToken").getAsString(),
        json.get("PublicKey").getAsString(),
        json.get("ParametersValidTo").getAsLong());
  }

  Parameters parameters(String keyId) {
    return parameters(keyId, "RSAES_OAEP_SHA_256");
  }

  void importInto(String keyId, byte[] material, long validTo) {
    Parameters parameters = parameters(keyId);
    wire.ok("ImportKeyMaterial", importBody(parameters, wrap(parameters, material), validTo));
  }

  String importCode(Parameters parameters, byte[] material) {
    return wire.code("ImportKeyMaterial", importBody(parameters, wrap(parameters, material), 0));
  }

  String importCode(Parameters parameters, byte[] material, long validTo) {
    return wire.code(
        "ImportKeyMaterial", importBody(parameters, wrap(parameters, material), validTo));
  }

  static String importBody(Parameters parameters, String wrapped, long validTo) {
    return "{\"EncryptedKeyMaterial\":\"%s\",\"ImportToken\":\"%s\",\"KeyId\":\"%s\",\"ValidTo\":%d}"
        .formatted(wrapped, parameters.token(), parameters.keyId(), validTo);
  }

  static String wrap(Parameters parameters, byte[] material) {
    WrappingScheme scheme = WrappingScheme.valueOf(parameters.algorithm());
    try {
      return Base64.getEncoder()
          .encodeToString(scheme.wrap(publicKey(parameters.publicKey()), material));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  /** Wraps by a transformation of the JDK's choosing, or by another OAEP than was asked for. */
  static String wrap(
      Parameters parameters, byte[] material, String transformation, OAEPParameterSpec spec) {
    try {
      Cipher cipher = Cipher.getInstance(transformation);
      cipher.init(Cipher.ENCRYPT_MODE, publicKey(parameters.publicKey()), spec);
      return Base64.getEncoder().encodeToString(cipher.doFinal(material));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  static PublicKey publicKey(String base64) throws GeneralSecurityException {
    byte[] der = Base64.getDecoder().decode(base64);
    return KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(der));
  }

  String state(String keyId) {
    return metadata(keyId).get("KeyState").getAsString();
  }

  JsonObject metadata(String keyId) {
    return wire.ok("DescribeKey", aboutKey(keyId)).getAsJsonObject("KeyMetadata");
  }

  /** Calls an action whose only parameter is the key. */
  String code(String action, String keyId) {
    return wire.code(action, aboutKey(keyId));
  }

  static String aboutKey(String keyId) {
    return "{\"KeyId\":\"" + keyId + "\"}";
  }

  String schedule(String keyId, int days) {
    return wire.code(
        "ScheduleKeyDeletion",
        "{\"KeyId\":\"%s\",\"PendingWindowInDays\":%d}".formatted(keyId, days));
  }

  String bind(String action, String keyId) {
    return wire.code(
        action,
        "{\"KeyId\":\"%s\",\"ProductId\":\"cos\",\"ResourceId\":\"bucket-1\"}".formatted(keyId));
  }

  String encrypt(String keyId) {
    return wire.ok("Encrypt", encryptBody(keyId)).get("CiphertextBlob").getAsString();
  }

  static String encryptBody(String keyId) {
    return "{\"KeyId\":\"%s\",\"Plaintext\":\"cHJvYmU=\"}".formatted(keyId);
  }

  String decryptCode(String blob) {
    return wire.code("Decrypt", "{\"CiphertextBlob\":\"" + blob + "\"}");
  }

  static byte[] bytes(int length, int seed) {
    byte[] bytes = new byte[length];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }
}
