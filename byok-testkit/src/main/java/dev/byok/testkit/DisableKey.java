package dev.byok.testkit;

import com.google.gson.JsonObject;
import dev.byok.testkit.EmulatedKey.State;
import java.util.Set;

/** Switches an Enabled key off, unless a cloud product uses it (CN/34426). */
final class DisableKey implements Action {
  @Override
  public Set<String> parameters() {
    return Set.of("KeyId");
  }

  @Override
  public JsonObject perform(Call call) {
    Cmk key = call.key();
    call.requireUnbound(key);
    call.requireState(key, State.ENABLED);
    key.enter(State.DISABLED, call.now());
    return new JsonObject();
  }
}
