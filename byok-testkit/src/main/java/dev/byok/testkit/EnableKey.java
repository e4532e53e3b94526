package dev.byok.testkit;

import com.google.gson.JsonObject;
import dev.byok.testkit.EmulatedKey.State;
import java.util.Set;

/** Switches a Disabled key on; no other state is documented to allow it (CN/34423). */
final class EnableKey implements Action {
  @Override
  public Set<String> parameters() {
    return Set.of("KeyId");
  }

  @Override
  public JsonObject perform(Call call) {
    Cmk key = call.key();
    call.requireState(key, State.DISABLED);
    key.enter(State.ENABLED, call.now());
    return new JsonObject();
  }
}
