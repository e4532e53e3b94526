package dev.byok.testkit;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.Set;

/** Says that the service is bought, in order and of the ordinary edition (CN/34417). */
final class GetServiceStatus implements Action {
  @Override
  public Set<String> parameters() {
    return Set.of();
  }

  @Override
  public JsonObject perform(Call call) {
    JsonObject json = new JsonObject();
    json.addProperty("ServiceEnabled", true);
    json.addProperty("InvalidType", 1);
    json.addProperty("UserLevel", 0);
    json.addProperty("ProExpireTime", 0);
    json.addProperty("ProRenewFlag", 0);
    json.addProperty("ProResourceId", "");
    json.addProperty("ExclusiveVSMEnabled", false);
    json.addProperty("ExclusiveHSMEnabled", !call.options().hsmClusters().isEmpty());
    json.addProperty("SubscriptionInfo", "");
    json.addProperty("CmkUserCount", call.keyring().counted(call.now()));
    json.addProperty("CmkLimit", call.options().quota());
    json.add("ExclusiveHSMList", clusters(call.options()));
    return json;
  }

  private static JsonArray clusters(EmulatorOptions options) {
    JsonArray list = new JsonArray();
    for (String id : options.hsmClusters()) {
      JsonObject cluster = new JsonObject();
      cluster.addProperty("HsmClusterId", id);
      cluster.addProperty("HsmClusterName", id);
      list.add(cluster);
    }
    return list;
  }
}
