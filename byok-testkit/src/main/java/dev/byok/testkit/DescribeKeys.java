package dev.byok.testkit;

import com.google.gson.JsonObject;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Describes up to 100 keys, in the order asked for; all must exist (CN/34427). */
final class DescribeKeys implements Action {
  private static final int MAX_KEYS = 100;

  @Override
  public Set<String> parameters() {
    return Set.of("KeyIds");
  }

  @Override
  public JsonObject perform(Call call) {
    List<Cmk> keys = ids(call.parameters()).stream().map(call::key).toList();
    JsonObject json = new JsonObject();
    json.add("KeyMetadatas", KeyMetadata.of(keys, call.options().edition()));
    return json;
  }

  private static List<String> ids(Parameters parameters) {
    if (!parameters.has("KeyIds")) {
      throw ApiError.missingParameter("KeyIds");
    }
    List<String> ids = parameters.strings("KeyIds");
    if (ids.isEmpty() || ids.size() > MAX_KEYS) {
      throw ApiError.invalidParameter("KeyIds has 1 to 100 elements.");
    }
    if (new HashSet<>(ids).size() < ids.size()) {
      throw new ApiError("InvalidParameterValue.DuplicatedKeyId", "The same KeyId occurs twice.");
    }
    return ids;
  }
}
