package dev.byok.testkit;

import com.google.gson.JsonObject;
import java.util.Base64;
import java.util.Set;

/** Returns 1 to 1024 random bytes (CN/38693). */
final class GenerateRandom implements Action {
  @Override
  public Set<String> parameters() {
    return Set.of("NumberOfBytes");
  }

  @Override
  public JsonObject perform(Call call) {
    long count = call.parameters().integer("NumberOfBytes");
    if (count < 1 || count > 1024) {
      throw ApiError.invalidParameter("NumberOfBytes is 1 to 1024.");
    }
    byte[] bytes = call.account().randomBytes((int) count);
    JsonObject json = new JsonObject();
    json.addProperty("Plaintext", Base64.getEncoder().encodeToString(bytes));
    return json;
  }
}
