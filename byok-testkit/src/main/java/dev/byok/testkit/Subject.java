package dev.byok.testkit;

import com.google.gson.JsonObject;
import java.util.Optional;

/** Which key a request is about. Only what has the form of an id is taken for one. */
final class Subject {
  private Subject() {}

  /** The key that the request names, by parameter or by ciphertext. */
  static Optional<String> keyId(Parameters parameters) {
    return parameters
        .peek("KeyId")
        .or(
            () ->
                parameters.peek("CiphertextBlob").flatMap(Ciphertext::parse).map(Ciphertext::keyId))
        .filter(Call::isKeyId);
  }

  /** The key that CreateKey made. */
  static Optional<String> made(JsonObject members) {
    return Optional.ofNullable(members.get("KeyId")).map(id -> id.getAsString());
  }
}
