package dev.byok.testkit;

import com.google.gson.JsonObject;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Set;

/**
 * Issues wrapping key and import token, good for 24 hours and any number of imports, and voids
 * those issued for the key before (CN/38497). Its documented errors know no state, so it answers in
 * every state; ImportKeyMaterial is where states are checked.
 */
final class GetParametersForImport implements Action {
  private static final Duration LIFETIME = Duration.ofHours(24);

  @Override
  public Set<String> parameters() {
    return Set.of("KeyId", "WrappingAlgorithm", "WrappingKeySpec");
  }

  @Override
  public JsonObject perform(Call call) {
    WrappingScheme scheme = scheme(call.parameters());
    Cmk key = call.externalKey();
    KeyPair pair =
        WrappingKeyPairs.SHARED.next(
            call.options().wrappingKeyPairs(), key.issued().map(Cmk.Issued::pair).orElse(null));
    Instant validTo = call.now().truncatedTo(ChronoUnit.SECONDS).plus(LIFETIME);
    long serial = call.account().nextSerial();
    key.issue(new Cmk.Issued(serial, scheme, pair, validTo));

    JsonObject json = new JsonObject();
    json.addProperty("KeyId", key.id());
    json.addProperty(
        "ImportToken", call.account().tokens().issue(new ImportTokens.Claim(key.id(), serial)));
    json.addProperty(
        "PublicKey", Base64.getEncoder().encodeToString(pair.getPublic().getEncoded()));
    json.addProperty("ParametersValidTo", validTo.getEpochSecond());
    return json;
  }

  private static WrappingScheme scheme(Parameters parameters) {
    String named = parameters.string("WrappingAlgorithm");
    if (!parameters.string("WrappingKeySpec").equals("RSA_2048")) {
      throw ApiError.invalidParameter("WrappingKeySpec is RSA_2048.");
    }
    return WrappingScheme.named(named)
        .orElseThrow(
            () ->
                ApiError.invalidParameter(
                    "WrappingAlgorithm is RSAES_PKCS1_V1_5, RSAES_OAEP_SHA_1 or"
                        + " RSAES_OAEP_SHA_256."));
  }
}
