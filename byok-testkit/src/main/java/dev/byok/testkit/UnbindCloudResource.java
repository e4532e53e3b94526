package dev.byok.testkit;

import com.google.gson.JsonObject;
import java.util.Set;

/** Ends what BindCloudResource recorded; an expiry that it cancelled does not come back. */
final class UnbindCloudResource implements Action {
  @Override
  public Set<String> parameters() {
    return Set.of("KeyId", "ProductId", "ResourceId");
  }

  @Override
  public JsonObject perform(Call call) {
    Cmk.Binding binding = BindCloudResource.binding(call.parameters());
    if (!call.key().bindings().remove(binding)) {
      throw new ApiError(
          "ResourceUnavailable.CloudResourceBindingNotFound", "The CMK is not bound to this.");
    }
    return new JsonObject();
  }
}
