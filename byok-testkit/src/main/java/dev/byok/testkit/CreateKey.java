package dev.byok.testkit;

import com.google.gson.JsonObject;
import dev.byok.testkit.EmulatedKey.Origin;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Makes a key: Type 1 with material of the service, Type 2 external and empty (CN/34430). */
final class CreateKey implements Action {
  @Override
  public Set<String> parameters() {
    return Set.of("Alias", "Description", "KeyUsage", "Type", "Tags", "HsmClusterId");
  }

  @Override
  public JsonObject perform(Call call) {
    Parameters parameters = call.parameters();
    String alias = parameters.string("Alias");
    TextRules.requireAlias(alias);
    String description =
        TextRules.requireDescription(parameters.optionalString("Description").orElse(""));
    CmkIdentity identity = identity(call);
    TextRules.requireFreeAlias(call, alias);
    requireQuota(call);

    Cmk key = new Cmk(identity, alias, description);
    if (!identity.isExternal()) {
      key.material().set(ownMaterial(call), Optional.empty());
    }
    call.keyring().add(key);
    return answer(key, call.setting().tagsFail());
  }

  private static CmkIdentity identity(Call call) {
    Origin origin = origin(call.parameters());
    String usage = usage(call, origin);
    String cluster = HsmClusters.requireKnown(call);
    Map<String, String> tags = Tags.of(call.parameters());
    return new CmkIdentity(
        UUID.randomUUID().toString(),
        call.setting().region(),
        call.now(),
        origin,
        usage,
        cluster,
        call.setting().tagsFail() ? Map.of() : tags);
  }

  private static Origin origin(Parameters parameters) {
    long type = parameters.integer("Type", 1);
    if (type == 1) {
      return Origin.TENCENT_KMS;
    }
    if (type == 2) {
      return Origin.EXTERNAL;
    }
    throw new ApiError(
        "InvalidParameterValue.InvalidType", "Type is 1 (made by the service) or 2 (external).");
  }

  private static String usage(Call call, Origin origin) {
    String usage = call.parameters().optionalString("KeyUsage").orElse(CmkIdentity.ENCRYPT_DECRYPT);
    // Undocumented: an external key of another usage could never take its material.
    boolean unusable = origin == Origin.EXTERNAL && !usage.equals(CmkIdentity.ENCRYPT_DECRYPT);
    if (unusable || !KeyUsages.isKnown(usage)) {
      throw new ApiError(
          "InvalidParameterValue.InvalidKeyUsage",
          "No such KeyUsage, or not for a CMK with material from outside.");
    }
    if (!KeyUsages.isOffered(usage, call.options().edition())) {
      throw new ApiError(
          "UnsupportedOperation.UnsupportedKeyUsageInCurrentRegion",
          "The region does not offer this KeyUsage.");
    }
    return usage;
  }

  private static void requireQuota(Call call) {
    if (call.keyring().counted(call.now()) >= call.options().quota()) {
      throw new ApiError(
          "LimitExceeded.CmkLimitExceeded",
          "The quota of " + call.options().quota() + " CMKs is used up.");
    }
  }

  private static byte[] ownMaterial(Call call) {
    return call.account().randomBytes(call.options().edition().materialBytes());
  }

  private static JsonObject answer(Cmk key, boolean tagsFail) {
    JsonObject json = new JsonObject();
    json.addProperty("KeyId", key.id());
    json.addProperty("Alias", key.alias());
    json.addProperty("CreateTime", key.identity().created().getEpochSecond());
    json.addProperty("Description", key.description());
    json.addProperty("KeyState", key.state().wireName());
    json.addProperty("KeyUsage", key.identity().usage());
    json.addProperty("TagCode", tagsFail ? 2 : 0);
    json.addProperty("TagMsg", tagsFail ? "The tag service refused." : "");
    json.addProperty("HsmClusterId", key.identity().clusterId());
    return json;
  }
}
