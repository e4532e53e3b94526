package dev.byok.testkit;

import com.google.gson.JsonObject;
import dev.byok.testkit.EmulatedKey.State;
import java.util.Set;

/** Takes a scheduled deletion back and leaves the key Disabled (CN/35986). */
final class CancelKeyDeletion implements Action {
  @Override
  public Set<String> parameters() {
    return Set.of("KeyId");
  }

  @Override
  public JsonObject perform(Call call) {
    Cmk key = call.key();
    if (!key.isIn(State.PENDING_DELETE)) {
      throw new ApiError(
          "ResourceUnavailable.CmkNotPendingDelete", "No deletion of the CMK is scheduled.");
    }
    key.cancelDeletion(call.now());
    JsonObject json = new JsonObject();
    json.addProperty("KeyId", key.id());
    return json;
  }
}
