package dev.byok.testkit;

import com.google.gson.JsonObject;
import dev.byok.testkit.EmulatedKey.State;
import java.util.Set;

/** Enables an Archived key again. */
final class CancelKeyArchive implements Action {
  @Override
  public Set<String> parameters() {
    return Set.of("KeyId");
  }

  @Override
  public JsonObject perform(Call call) {
    Cmk key = call.key();
    call.requireState(key, State.ARCHIVED);
    key.enter(State.ENABLED, call.now());
    return new JsonObject();
  }
}
