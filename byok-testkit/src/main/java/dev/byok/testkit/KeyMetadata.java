package dev.byok.testkit;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.time.Instant;
import java.util.List;

/** Writes {@code KeyMetadata}, with the fields of the published Java model. */
final class KeyMetadata {
  /** Number of the emulated customer. */
  static final long UIN = 100_000_000_001L;

  private static final long YEAR = 365L * 86_400;

  private KeyMetadata() {}

  static JsonArray of(List<Cmk> keys, Edition edition) {
    JsonArray array = new JsonArray();
    keys.forEach(key -> array.add(of(key, edition)));
    return array;
  }

  static JsonObject of(Cmk key, Edition edition) {
    JsonObject json = new JsonObject();
    CmkIdentity identity = key.identity();
    json.addProperty("KeyId", identity.id());
    json.addProperty("Alias", key.alias());
    json.addProperty("CreateTime", identity.created().getEpochSecond());
    json.addProperty("Description", key.description());
    json.addProperty("KeyState", key.state().wireName());
    json.addProperty("KeyUsage", identity.usage());
    json.addProperty("Type", edition.metadataType());
    json.addProperty("CreatorUin", UIN);
    json.addProperty("Owner", "user");
    json.addProperty("Origin", identity.origin().name());
    json.addProperty("ValidTo", seconds(key.material().validTo().orElse(Instant.EPOCH)));
    json.addProperty("DeletionDate", seconds(key.deletionDate().orElse(Instant.EPOCH)));
    json.addProperty("ResourceId", "creatorUin/" + UIN + "/" + identity.id());
    json.addProperty("HsmClusterId", identity.clusterId());
    addRotation(json, identity);
    return json;
  }

  /** Off for every key; the service's own samples show a next time nevertheless. */
  private static void addRotation(JsonObject json, CmkIdentity identity) {
    json.addProperty("KeyRotationEnabled", false);
    json.addProperty("NextRotateTime", identity.created().getEpochSecond() + YEAR);
    json.addProperty("RotateDays", 0);
    json.addProperty("LastRotateTime", 0);
  }

  private static long seconds(Instant instant) {
    return instant.getEpochSecond();
  }
}
