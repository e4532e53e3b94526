package dev.byok.testkit;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** What {@link KmsEmulator} offers to Java, offered to any language under {@code /__admin/}. */
final class AdminApi {
  static final String PREFIX = "/__admin/";

  private static final int MAX_KEYS = 100_000;
  private static final int MAX_TIMES = 1_000_000;

  private final KmsEmulator emulator;

  AdminApi(KmsEmulator emulator) {
    this.emulator = emulator;
  }

  /** Answers 200, or 400, 404, 405 and 500 with the reason under {@code error}. Never fails. */
  Answer answer(WireRequest request) {
    try {
      return switch (request.method() + " " + request.path()) {
        case "POST /__admin/clock" -> clock(parameters(request, "advance"));
        case "POST /__admin/faults" ->
            faults(parameters(request, "action", "kind", "times", "delay", "code"));
        case "POST /__admin/keys" -> addKeys(parameters(request, "count", "region"));
        case "GET /__admin/requests" -> list("requests", emulator.requests(), AdminJson::of);
        case "GET /__admin/keys" -> list("keys", emulator.keys(), AdminJson::of);
        default -> unknown(request);
      };
    } catch (ApiError | IllegalArgumentException | DateTimeException e) {
      return error(400, String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      return error(500, "The emulator failed: " + e);
    }
  }

  private Answer clock(Parameters parameters) {
    emulator.clock().advance(duration(parameters.string("advance")));
    JsonObject json = new JsonObject();
    json.addProperty("now", emulator.clock().instant().toString());
    return Answer.json(200, json);
  }

  private Answer faults(Parameters parameters) {
    Fault fault =
        new Fault(
            parameters.string("action"),
            kind(parameters.string("kind")),
            between(1, MAX_TIMES, "times", parameters.integer("times", 1)),
            duration(parameters.optionalString("delay").orElse("PT0S")),
            parameters.optionalString("code").orElse(""));
    emulator.script(fault);
    JsonObject json = new JsonObject();
    json.addProperty("scripted", fault.times());
    return Answer.json(200, json);
  }

  private Answer addKeys(Parameters parameters) {
    int count = between(1, MAX_KEYS, "count", parameters.integer("count"));
    String region = parameters.optionalString("region").orElse(KmsEmulator.DEFAULT_REGION);
    JsonArray ids = new JsonArray();
    emulator.addKeys(count, region).forEach(ids::add);
    JsonObject json = new JsonObject();
    json.add("keyIds", ids);
    return Answer.json(200, json);
  }

  private static <T> Answer list(String name, List<T> values, Function<T, JsonObject> toJson) {
    JsonArray array = new JsonArray();
    values.stream().map(toJson).forEach(array::add);
    JsonObject json = new JsonObject();
    json.add(name, array);
    return Answer.json(200, json);
  }

  private static Answer unknown(WireRequest request) {
    boolean pathIsKnown =
        Stream.of("clock", "faults", "keys", "requests")
            .anyMatch(name -> request.path().equals(PREFIX + name));
    return pathIsKnown
        ? error(405, "The method is not for this path")
        : error(404, "There is nothing under this path");
  }

  private static Answer error(int status, String reason) {
    JsonObject json = new JsonObject();
    json.addProperty("error", reason);
    return Answer.json(status, json);
  }

  private static Parameters parameters(WireRequest request, String... known) {
    Parameters parameters = new Parameters(JsonText.parseObject(request.body()));
    parameters.requireOnly(Set.of(known));
    return parameters;
  }

  private static int between(int least, int most, String name, long value) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(name + " lies between " + least + " and " + most);
    }
    return (int) value;
  }

  private static Duration duration(String iso) {
    return Duration.parse(iso);
  }

  private static Fault.Kind kind(String wireName) {
    return Stream.of(Fault.Kind.values())
        .filter(kind -> kind.wireName().equals(wireName))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("There is no kind of fault by that name"));
  }

  /** Values as JSON, in the admin API's own lower camel case. */
  static final class AdminJson {
    private AdminJson() {}

    static JsonObject of(RecordedRequest request) {
      JsonObject json = new JsonObject();
      json.addProperty("action", request.action());
      json.addProperty("keyId", request.keyId().orElse(null));
      json.addProperty("at", request.at().toString());
      json.addProperty("requestId", request.requestId());
      json.addProperty("outcome", request.outcome());
      return json;
    }

    static JsonObject of(EmulatedKey key) {
      JsonObject json = new JsonObject();
      json.addProperty("keyId", key.id());
      json.addProperty("region", key.region());
      json.addProperty("alias", key.alias());
      json.addProperty("description", key.description());
      json.addProperty("state", key.state().wireName());
      json.addProperty("origin", key.origin().name());
      json.addProperty("validTo", key.validTo().map(Instant::toString).orElse(null));
      json.addProperty("deletionDate", key.deletionDate().map(Instant::toString).orElse(null));
      json.addProperty("hasMaterial", key.hasMaterial());
      json.add("history", history(key));
      return json;
    }

    private static JsonArray history(EmulatedKey key) {
      JsonArray history = new JsonArray();
      for (EmulatedKey.StateChange change : key.history()) {
        JsonObject json = new JsonObject();
        json.addProperty("state", change.state().wireName());
        json.addProperty("since", change.since().toString());
        history.add(json);
      }
      return history;
    }
  }
}
