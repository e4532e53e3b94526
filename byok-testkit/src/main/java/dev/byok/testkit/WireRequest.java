package dev.byok.testkit;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A request as it came over the wire.
 *
 * @param headers by name in lower case, values in order of arrival
 */
record WireRequest(
    String method, String path, String query, Map<String, List<String>> headers, byte[] body) {

  /**
   * The value of a header; empty when absent or empty.
   *
   * @throws ApiError {@code AuthFailure.InvalidAuthorization} when it was sent twice, because a
   *     signature could then cover either
   */
  Optional<String> header(String name) {
    List<String> values = headers.getOrDefault(name, List.of());
    if (values.size() > 1) {
      throw new ApiError(
          "AuthFailure.InvalidAuthorization", "The header " + name + " was sent twice.");
    }
    return values.stream().findFirst().map(String::strip).filter(value -> !value.isEmpty());
  }

  /**
   * The value of a header that must be there.
   *
   * @throws ApiError {@code MissingParameter}; as {@link #header}
   */
  String requiredHeader(String name) {
    return header(name).orElseThrow(() -> ApiError.missingParameter(name));
  }
}
