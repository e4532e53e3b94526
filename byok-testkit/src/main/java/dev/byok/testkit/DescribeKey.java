package dev.byok.testkit;

import com.google.gson.JsonObject;
import java.util.Set;

/** Tells everything about a key but its material, in whatever state it is (CN/34428). */
final class DescribeKey implements Action {
  @Override
  public Set<String> parameters() {
    return Set.of("KeyId");
  }

  @Override
  public JsonObject perform(Call call) {
    JsonObject json = new JsonObject();
    json.add("KeyMetadata", KeyMetadata.of(call.key(), call.options().edition()));
    return json;
  }
}
