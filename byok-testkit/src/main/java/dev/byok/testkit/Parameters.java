package dev.byok.testkit;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Parameters of one request, with the types of the service's models. Nothing is converted: a number
 * in quotes, 7.0, 7e0 and null are {@code InvalidParameter}.
 */
final class Parameters {
  private final JsonObject json;

  Parameters(JsonObject json) {
    this.json = json;
  }

  /**
   * Refuses what the action does not know.
   *
   * @throws ApiError {@code UnknownParameter}
   */
  void requireOnly(Set<String> known) {
    for (String name : json.keySet()) {
      if (!known.contains(name)) {
        throw new ApiError("UnknownParameter", "The action does not know a parameter as named.");
      }
    }
  }

  String string(String name) {
    return optionalString(name).orElseThrow(() -> ApiError.missingParameter(name));
  }

  Optional<String> optionalString(String name) {
    return Optional.ofNullable(json.get(name)).map(value -> text(name, value));
  }

  /** An optional string, where an empty one says the same as none. */
  Optional<String> optionalText(String name) {
    return optionalString(name).filter(value -> !value.isEmpty());
  }

  long integer(String name) {
    return optionalInteger(name).orElseThrow(() -> ApiError.missingParameter(name));
  }

  long integer(String name, long otherwise) {
    return optionalInteger(name).orElse(otherwise);
  }

  OptionalLong optionalInteger(String name) {
    @Nullable JsonElement value = json.get(name);
    if (value == null) {
      return OptionalLong.empty();
    }
    if (!(value instanceof JsonPrimitive primitive)
        || !primitive.isNumber()
        || !(primitive.getAsNumber() instanceof Long integer)) {
      throw wrongType(name, "an integer");
    }
    return OptionalLong.of(integer);
  }

  List<String> strings(String name) {
    return array(name).stream().map(value -> text(name, value)).toList();
  }

  List<Parameters> objects(String name) {
    return array(name).stream().map(value -> object(name, value)).toList();
  }

  boolean has(String name) {
    return json.has(name);
  }

  /** The string under a name, for records and fault plans: never fails. */
  Optional<String> peek(String name) {
    return json.get(name) instanceof JsonPrimitive primitive && primitive.isString()
        ? Optional.of(primitive.getAsString())
        : Optional.empty();
  }

  private List<JsonElement> array(String name) {
    @Nullable JsonElement value = json.get(name);
    if (value == null) {
      return List.of();
    }
    if (!(value instanceof JsonArray array)) {
      throw wrongType(name, "an array");
    }
    return StreamSupport.stream(array.spliterator(), false).toList();
  }

  private static Parameters object(String name, JsonElement value) {
    if (!(value instanceof JsonObject object)) {
      throw wrongType(name, "an array of objects");
    }
    return new Parameters(object);
  }

  private static String text(String name, JsonElement value) {
    if (!(value instanceof JsonPrimitive primitive) || !primitive.isString()) {
      throw wrongType(name, "a string");
    }
    return primitive.getAsString();
  }

  private static ApiError wrongType(String name, String type) {
    return ApiError.invalidParameter("The parameter " + name + " must be " + type + ".");
  }
}
