package dev.byok.testkit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The parameter {@code Tags} of CreateKey and {@code TagFilters} of ListKeyDetail. */
final class Tags {
  private static final String KEY = "TagKey";
  private static final String VALUE = "TagValue";
  private static final int MAX_TAGS = 50;
  private static final int MAX_KEY = 127;
  private static final int MAX_VALUE = 255;

  private Tags() {}

  /**
   * The tags of a request. The limits are those of the vendor's tag service; the KMS names none.
   *
   * @throws ApiError {@code TagKeysDuplicated}, {@code InvalidParameter}
   */
  static Map<String, String> of(Parameters parameters) {
    Map<String, String> tags = new LinkedHashMap<>();
    for (Parameters tag : parameters.objects("Tags")) {
      tag.requireOnly(Set.of(KEY, VALUE));
      String key = text(tag, KEY, MAX_KEY);
      if (key.isEmpty()) {
        throw ApiError.invalidParameter("A TagKey cannot be empty.");
      }
      if (tags.put(key, text(tag, VALUE, MAX_VALUE)) != null) {
        throw new ApiError(
            "InvalidParameterValue.TagKeysDuplicated", "The same TagKey occurs twice.");
      }
    }
    if (tags.size() > MAX_TAGS) {
      throw ApiError.invalidParameter("A CMK has at most 50 tags.");
    }
    return tags;
  }

  /**
   * Filters that must all be met, each by any of its values, or by any value when it names none.
   *
   * @throws ApiError {@code MissingParameter}, {@code InvalidParameter}
   */
  static List<Filter> filters(Parameters parameters) {
    return parameters.objects("TagFilters").stream().map(Tags::filter).toList();
  }

  private static Filter filter(Parameters filter) {
    filter.requireOnly(Set.of(KEY, VALUE));
    return new Filter(filter.string(KEY), filter.strings(VALUE));
  }

  /** One element of {@code TagFilters}. */
  record Filter(String key, List<String> values) {
    boolean matches(Cmk cmk) {
      String value = cmk.identity().tags().get(key);
      return value != null && (values.isEmpty() || values.contains(value));
    }
  }

  private static String text(Parameters tag, String name, int max) {
    String text = tag.string(name);
    if (text.length() > max) {
      throw ApiError.invalidParameter(name + " has at most " + max + " characters.");
    }
    return text;
  }
}
