package dev.byok.testkit;

import com.google.gson.JsonObject;
import java.util.Set;

/** Lists what {@code KeyUsage} may be in the region, and the algorithm behind it. */
final class ListAlgorithms implements Action {
  @Override
  public Set<String> parameters() {
    return Set.of();
  }

  @Override
  public JsonObject perform(Call call) {
    return KeyUsages.lists(call.options().edition());
  }
}
