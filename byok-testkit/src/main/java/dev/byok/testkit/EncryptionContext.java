package dev.byok.testkit;

import com.google.gson.JsonElement;
import com.google.gson.JsonPrimitive;
import java.nio.charset.StandardCharsets;

/**
 * The parameter {@code EncryptionContext}: a JSON object of strings, in at most 1024 bytes. It is
 * compared as written: an object that means the same in another order is another context.
 */
final class EncryptionContext {
  private static final int MAX_BYTES = 1024;

  private EncryptionContext() {}

  /**
   * The context, or an empty text where there is none.
   *
   * @throws ApiError {@code InvalidParameter}
   */
  static String of(Parameters parameters) {
    String context = parameters.optionalText("EncryptionContext").orElse("");
    if (!context.isEmpty() && !isAcceptable(context)) {
      throw ApiError.invalidParameter(
          "EncryptionContext is a JSON object of strings, at most 1024 bytes long.");
    }
    return context;
  }

  private static boolean isAcceptable(String context) {
    return context.getBytes(StandardCharsets.UTF_8).length <= MAX_BYTES && holdsStrings(context);
  }

  private static boolean holdsStrings(String context) {
    try {
      return JsonText.parseObject(context).asMap().values().stream()
          .allMatch(EncryptionContext::isString);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static boolean isString(JsonElement value) {
    return value instanceof JsonPrimitive primitive && primitive.isString();
  }
}
