package dev.byok.testkit;

import com.google.gson.JsonObject;
import dev.byok.testkit.EmulatedKey.State;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;

/** Sets the date on which a Disabled or PendingImport key goes, 7 to 30 days ahead (CN/35985). */
final class ScheduleKeyDeletion implements Action {
  @Override
  public Set<String> parameters() {
    return Set.of("KeyId", "PendingWindowInDays");
  }

  @Override
  public JsonObject perform(Call call) {
    long days = call.parameters().integer("PendingWindowInDays");
    if (days < 7 || days > 30) {
      throw new ApiError(
          "InvalidParameter.InvalidPendingWindowInDays", "PendingWindowInDays is 7 to 30.");
    }
    Cmk key = call.key();
    call.requireUnbound(key);
    if (key.isIn(State.ENABLED)) {
      throw new ApiError("ResourceUnavailable.CmkShouldBeDisabled", "Disable the CMK first.");
    }
    call.requireState(key, State.DISABLED, State.PENDING_IMPORT);
    Instant date = call.now().truncatedTo(ChronoUnit.SECONDS).plus(Duration.ofDays(days));
    key.scheduleDeletion(date, call.now());

    JsonObject json = new JsonObject();
    json.addProperty("DeletionDate", date.getEpochSecond());
    json.addProperty("KeyId", key.id());
    return json;
  }
}
