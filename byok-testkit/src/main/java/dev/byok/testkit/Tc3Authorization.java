package dev.byok.testkit;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The parts of an {@code Authorization} header of TC3-HMAC-SHA256. */
record Tc3Authorization(
    String secretId, String date, String service, List<String> signedHeaders, String signature) {
  static final String ALGORITHM = "TC3-HMAC-SHA256";

  private static final Pattern FORM =
      Pattern.compile(
          ALGORITHM
              + " +Credential=([^/, ]+)/(\\d{4}-\\d{2}-\\d{2})/([^/, ]+)/tc3_request, *"
              + "SignedHeaders=([a-z0-9-]+(?:;[a-z0-9-]+)*), *"
              + "Signature=([0-9a-f]{64})");

  /**
   * Reads the header.
   *
   * @throws ApiError {@code AuthFailure.InvalidAuthorization}
   */
  static Tc3Authorization parse(String header) {
    Matcher parts = FORM.matcher(header);
    if (!parts.matches()) {
      throw invalid("The Authorization header is not one of TC3-HMAC-SHA256.");
    }
    List<String> signed = List.of(parts.group(4).split(";"));
    if (!signed.contains("content-type") || !signed.contains("host")) {
      throw invalid("SignedHeaders lacks content-type or host.");
    }
    return new Tc3Authorization(
        parts.group(1), parts.group(2), parts.group(3), signed, parts.group(5));
  }

  static ApiError invalid(String message) {
    return new ApiError("AuthFailure.InvalidAuthorization", message);
  }

  String scope() {
    return date + "/" + service + "/tc3_request";
  }
}
