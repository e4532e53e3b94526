package dev.byok.testkit;

import com.google.gson.JsonObject;
import dev.byok.testkit.EmulatedKey.State;
import java.util.Set;

/** Lets an Enabled key decrypt only, unless a cloud product uses it. */
final class ArchiveKey implements Action {
  @Override
  public Set<String> parameters() {
    return Set.of("KeyId");
  }

  @Override
  public JsonObject perform(Call call) {
    Cmk key = call.key();
    call.requireUnbound(key);
    call.requireState(key, State.ENABLED);
    key.enter(State.ARCHIVED, call.now());
    return new JsonObject();
  }
}
