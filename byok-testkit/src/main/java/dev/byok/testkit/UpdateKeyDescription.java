package dev.byok.testkit;

import com.google.gson.JsonObject;
import dev.byok.testkit.EmulatedKey.State;
import java.util.Set;

/** Gives a key another description, unless it awaits deletion. */
final class UpdateKeyDescription implements Action {
  @Override
  public Set<String> parameters() {
    return Set.of("KeyId", "Description");
  }

  @Override
  public JsonObject perform(Call call) {
    String description = TextRules.requireDescription(call.parameters().string("Description"));
    Cmk key = call.key();
    call.requireState(key, State.ENABLED, State.DISABLED, State.PENDING_IMPORT, State.ARCHIVED);
    key.describe(description);
    return new JsonObject();
  }
}
