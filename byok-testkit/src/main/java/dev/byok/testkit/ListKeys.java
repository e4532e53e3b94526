package dev.byok.testkit;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.byok.testkit.EmulatedKey.State;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Lists ids of keys that are Enabled, Disabled or PendingImport, newest first (CN/34415). */
final class ListKeys implements Action {
  @Override
  public Set<String> parameters() {
    return Set.of("Offset", "Limit", "Role", "HsmClusterId");
  }

  @Override
  public JsonObject perform(Call call) {
    List<Cmk> listed =
        newestFirst(call).stream()
            .filter(key -> key.isIn(State.ENABLED, State.DISABLED, State.PENDING_IMPORT))
            .toList();
    JsonArray ids = new JsonArray();
    for (Cmk key : Page.of(call.parameters()).of(listed)) {
      JsonObject id = new JsonObject();
      id.addProperty("KeyId", key.id());
      ids.add(id);
    }
    JsonObject json = new JsonObject();
    json.add("Keys", ids);
    json.addProperty("TotalCount", listed.size());
    return json;
  }

  /** The keys of role and cluster asked for; nobody but the customer makes keys here. */
  static List<Cmk> newestFirst(Call call) {
    boolean ofCloudProducts = Choice.upTo(1, "Role", call.parameters()) == 1;
    Optional<String> cluster = HsmClusters.filter(call);
    List<Cmk> keys = new ArrayList<>(call.keyring().all(call.now()));
    keys.removeIf(
        key ->
            ofCloudProducts
                || !key.identity().clusterId().equals(cluster.orElse(key.identity().clusterId())));
    Collections.reverse(keys);
    return keys;
  }
}
