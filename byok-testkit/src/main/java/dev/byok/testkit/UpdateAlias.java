package dev.byok.testkit;

import com.google.gson.JsonObject;
import dev.byok.testkit.EmulatedKey.State;
import java.util.Set;

/** Gives a key another alias, unless it awaits deletion (INTL/32182). */
final class UpdateAlias implements Action {
  @Override
  public Set<String> parameters() {
    return Set.of("KeyId", "Alias");
  }

  @Override
  public JsonObject perform(Call call) {
    String alias = call.parameters().string("Alias");
    Cmk key = call.key();
    TextRules.requireFreeAlias(call, alias);
    call.requireState(key, State.ENABLED, State.DISABLED, State.PENDING_IMPORT, State.ARCHIVED);
    key.rename(alias);
    return new JsonObject();
  }
}
