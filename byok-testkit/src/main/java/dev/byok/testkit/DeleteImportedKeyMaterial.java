package dev.byok.testkit;

import com.google.gson.JsonObject;
import dev.byok.testkit.EmulatedKey.State;
import java.util.Set;

/** Takes the material out of an Enabled external key, which then waits for it again (CN/38498). */
final class DeleteImportedKeyMaterial implements Action {
  @Override
  public Set<String> parameters() {
    return Set.of("KeyId");
  }

  @Override
  public JsonObject perform(Call call) {
    Cmk key = call.externalKey();
    call.requireUnbound(key);
    call.requireState(key, State.ENABLED);
    key.deleteMaterial(call.now());
    return new JsonObject();
  }
}
