package dev.byok.testkit;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Reads one JSON object as RFC 8259 has it: no comments, no repeated names, nothing after it. */
final class JsonText {
  private static final Pattern INTEGER = Pattern.compile("-?\\d{1,18}");

  private JsonText() {}

  /**
   * Reads the object.
   *
   * @throws IllegalArgumentException when the bytes are not UTF-8 or not one JSON object
   */
  static JsonObject parseObject(byte[] utf8) {
    return parseObject(decode(utf8));
  }

  /**
   * Reads the object.
   *
   * @throws IllegalArgumentException when the text is not one JSON object
   */
  static JsonObject parseObject(String text) {
    JsonReader reader = new JsonReader(new StringReader(text));
    reader.setStrictness(Strictness.STRICT);
    try {
      JsonObject object = object(reader);
      // In strict mode this fails on anything but white space.
      reader.peek();
      return object;
    } catch (IOException | IllegalStateException e) {
      throw new IllegalArgumentException("not one JSON object", e);
    }
  }

  private static String decode(byte[] utf8) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("not UTF-8", e);
    }
  }

  private static JsonElement element(JsonReader reader) throws IOException {
    JsonToken token = reader.peek();
    return switch (token) {
      case BEGIN_OBJECT -> object(reader);
      case BEGIN_ARRAY -> array(reader);
      case STRING -> new JsonPrimitive(reader.nextString());
      case NUMBER -> number(reader.nextString());
      case BOOLEAN -> new JsonPrimitive(reader.nextBoolean());
      case NULL -> {
        reader.nextNull();
        yield JsonNull.INSTANCE;
      }
      case END_OBJECT, END_ARRAY, NAME, END_DOCUMENT ->
          throw new IllegalStateException("unexpected " + token);
    };
  }

  /** A Long for what is spelt as an integer; anything else, 7.0 and 7e0 too, becomes a Double. */
  private static JsonPrimitive number(String digits) {
    // Not by a conditional expression, which would make a double of both.
    if (INTEGER.matcher(digits).matches()) {
      return new JsonPrimitive(Long.valueOf(digits));
    }
    return new JsonPrimitive(Double.valueOf(digits));
  }

  private static JsonObject object(JsonReader reader) throws IOException {
    JsonObject object = new JsonObject();
    reader.beginObject();
    while (reader.hasNext()) {
      String name = reader.nextName();
      if (object.has(name)) {
        throw new IllegalStateException("a name occurs twice");
      }
      object.add(name, element(reader));
    }
    reader.endObject();
    return object;
  }

  private static JsonArray array(JsonReader reader) throws IOException {
    JsonArray array = new JsonArray();
    reader.beginArray();
    while (reader.hasNext()) {
      array.add(element(reader));
    }
    reader.endArray();
    return array;
  }
}
