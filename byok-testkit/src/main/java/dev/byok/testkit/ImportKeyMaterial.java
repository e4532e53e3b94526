package dev.byok.testkit;

import com.google.gson.JsonObject;
import dev.byok.testkit.EmulatedKey.State;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/**
 * Puts material into an external key that is Enabled or PendingImport, with its expiry (CN/38496).
 * The first material binds the key for life.
 */
final class ImportKeyMaterial implements Action {
  /** 2038-01-18T16:00:00Z, the latest expiry that the service takes. */
  private static final long MAX_VALID_TO = 2_147_443_200L;

  @Override
  public Set<String> parameters() {
    return Set.of("EncryptedKeyMaterial", "ImportToken", "KeyId", "ValidTo");
  }

  @Override
  public JsonObject perform(Call call) {
    Parameters parameters = call.parameters();
    String wrapped = parameters.string("EncryptedKeyMaterial");
    String token = parameters.string("ImportToken");
    Optional<Instant> validTo = validTo(call);
    Cmk key = call.externalKey();
    call.requireState(key, State.ENABLED, State.PENDING_IMPORT);
    byte[] material = unwrap(wrapped, issued(call, key, token));
    try {
      store(call, key, material, validTo);
    } finally {
      Arrays.fill(material, (byte) 0);
    }
    return new JsonObject();
  }

  private static void store(Call call, Cmk key, byte[] material, Optional<Instant> validTo) {
    if (material.length != call.options().edition().materialBytes()) {
      throw undecryptable();
    }
    if (!key.material().accepts(material)) {
      throw new ApiError(
          "InvalidParameterValue.MaterialNotMatch",
          "The material differs from the one that was imported first.");
    }
    key.material().set(material, validTo);
    key.enter(State.ENABLED, call.now());
  }

  private static Optional<Instant> validTo(Call call) {
    long seconds = call.parameters().integer("ValidTo", 0);
    if (seconds == 0) {
      return Optional.empty();
    }
    if (seconds <= call.now().getEpochSecond() || seconds > MAX_VALID_TO) {
      throw ApiError.invalidParameter(
          "ValidTo is 0 for never, or a time in seconds later than now and at most 2147443200.");
    }
    return Optional.of(Instant.ofEpochSecond(seconds));
  }

  private static Cmk.Issued issued(Call call, Cmk key, String token) {
    ImportTokens.Claim claim =
        call.account()
            .tokens()
            .read(token)
            .filter(genuine -> genuine.keyId().equals(key.id()))
            .orElseThrow(
                () -> ApiError.invalidParameter("The ImportToken was not issued for this CMK."));
    return key.issued()
        .filter(newest -> newest.serial() == claim.serial())
        .filter(newest -> call.now().isBefore(newest.validTo()))
        .orElseThrow(
            () ->
                new ApiError(
                    "ResourceUnavailable.TokenExpired",
                    "The ImportToken is older than 24 hours, or a newer one was issued."));
  }

  private static byte[] unwrap(String wrapped, Cmk.Issued issued) {
    try {
      byte[] ciphertext =
          StrictBase64.decode(wrapped).orElseThrow(ImportKeyMaterial::undecryptable);
      return issued.scheme().unwrap(issued.pair().getPrivate(), ciphertext);
    } catch (GeneralSecurityException e) {
      throw undecryptable();
    }
  }

  /** The same words for every cause: what tells them apart would be a padding oracle. */
  private static ApiError undecryptable() {
    return new ApiError(
        "InvalidParameter.DecryptMaterialError", "EncryptedKeyMaterial could not be decrypted.");
  }
}
