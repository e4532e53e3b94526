package dev.byok.testkit;

import com.google.gson.JsonObject;
import dev.byok.testkit.EmulatedKey.State;
import java.util.Set;

/**
 * Records that a cloud product uses an Enabled key, and cancels the expiry of its material
 * (INTL/37835). Repeating it changes nothing.
 */
final class BindCloudResource implements Action {
  @Override
  public Set<String> parameters() {
    return Set.of("KeyId", "ProductId", "ResourceId");
  }

  @Override
  public JsonObject perform(Call call) {
    Cmk.Binding binding = binding(call.parameters());
    Cmk key = call.key();
    call.requireState(key, State.ENABLED);
    key.bindings().add(binding);
    key.material().neverExpire();
    return new JsonObject();
  }

  /**
   * The binding that the parameters name.
   *
   * @throws ApiError {@code MissingParameter}, {@code InvalidParameter}
   */
  static Cmk.Binding binding(Parameters parameters) {
    String product = parameters.string("ProductId");
    String resource = parameters.string("ResourceId");
    if (product.isEmpty() || resource.isEmpty()) {
      throw ApiError.invalidParameter("ProductId and ResourceId cannot be empty.");
    }
    return new Cmk.Binding(product, resource);
  }
}
