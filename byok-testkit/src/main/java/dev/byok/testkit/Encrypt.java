package dev.byok.testkit;

import com.google.gson.JsonObject;
import dev.byok.testkit.EmulatedKey.State;
import java.util.Set;

/** Encrypts up to 4096 bytes under the material of an Enabled symmetric key (CN/34420). */
final class Encrypt implements Action {
  private static final int MAX_PLAINTEXT = 4096;

  @Override
  public Set<String> parameters() {
    return Set.of("KeyId", "Plaintext", "EncryptionContext");
  }

  @Override
  public JsonObject perform(Call call) {
    byte[] plaintext = plaintext(call.parameters());
    String context = EncryptionContext.of(call.parameters());
    Cmk key = call.key();
    if (key.isIn(State.ARCHIVED)) {
      throw new ApiError("ResourceUnavailable.CmkArchived", "An archived CMK only decrypts.");
    }
    byte[] material = materialForUse(key);

    JsonObject json = new JsonObject();
    json.addProperty(
        "CiphertextBlob", Ciphertext.seal(key.id(), material, plaintext, context).blob());
    json.addProperty("KeyId", key.id());
    return json;
  }

  private static byte[] plaintext(Parameters parameters) {
    return StrictBase64.decode(parameters.string("Plaintext"))
        .filter(bytes -> bytes.length > 0 && bytes.length <= MAX_PLAINTEXT)
        .orElseThrow(
            () ->
                new ApiError(
                    "InvalidParameterValue.InvalidPlaintext",
                    "Plaintext is the Base64 of 1 to 4096 bytes."));
  }

  /**
   * The material of a key that may be used now. PendingImport and PendingDelete have no code of
   * their own in the documented lists; CmkDisabled is the one that fits.
   *
   * @throws ApiError {@code CmkDisabled}, {@code InvalidParameter}
   */
  static byte[] materialForUse(Cmk key) {
    if (!key.identity().isSymmetric()) {
      throw ApiError.invalidParameter("The CMK's KeyUsage is not ENCRYPT_DECRYPT.");
    }
    if (!key.isIn(State.ENABLED, State.ARCHIVED)) {
      throw new ApiError(
          "ResourceUnavailable.CmkDisabled",
          "The state " + key.state().wireName() + " does not allow the use of the CMK.");
    }
    return key.material().copy().orElseThrow();
  }
}
