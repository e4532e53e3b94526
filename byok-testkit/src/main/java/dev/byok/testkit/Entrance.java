package dev.byok.testkit;

import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The checks that every request of the API passes before its action is asked. */
final class Entrance {
  private static final String VERSION = "2019-01-18";
  private static final int REGION_LENGTH = 64;
  private static final Pattern REGION = Pattern.compile("[a-z]{2,}(-[a-z0-9]+)+");

  private final Tc3Verifier verifier;
  private final InstantSource clock;

  Entrance(Tc3Verifier verifier, InstantSource clock) {
    this.verifier = verifier;
    this.clock = clock;
  }

  Exchange exchange(WireRequest request) {
    return Exchange.begin(
        clock.instant(),
        request.headers().getOrDefault("x-tc-action", List.of()).stream().findFirst());
  }

  /**
   * Lets a request in.
   *
   * @throws ApiError {@code UnsupportedProtocol}, {@code MissingParameter}, an {@code AuthFailure},
   *     {@code InvalidAction}, {@code NoSuchVersion}, {@code UnsupportedRegion}, {@code
   *     InvalidParameter} or {@code UnknownParameter}
   */
  Admission pass(WireRequest request, Exchange exchange) {
    requireJsonPost(request);
    String action = request.requiredHeader("x-tc-action");
    String version = request.requiredHeader("x-tc-version");
    verifier.verify(request);
    Action known =
        Actions.named(action)
            .orElseThrow(() -> new ApiError("InvalidAction", "There is no such action."));
    if (!version.equals(VERSION)) {
      throw new ApiError("NoSuchVersion", "The API's version is " + VERSION + ".");
    }
    String region = region(request);
    Parameters parameters = parameters(request);
    parameters.requireOnly(known.parameters());
    return new Admission(known, parameters, region, exchange, Optional.empty());
  }

  private static void requireJsonPost(WireRequest request) {
    if (!request.method().equals("POST")) {
      throw new ApiError("UnsupportedProtocol", "The emulator takes POST only.");
    }
    if (!request.query().isEmpty()) {
      throw ApiError.invalidParameter("A POST has no query string.");
    }
    String type = request.requiredHeader("content-type").toLowerCase(Locale.ROOT);
    if (!type.equals("application/json") && !type.startsWith("application/json;")) {
      throw new ApiError("UnsupportedProtocol", "The Content-Type is application/json.");
    }
  }

  private static String region(WireRequest request) {
    String region = request.requiredHeader("x-tc-region");
    if (!isRegion(region)) {
      throw new ApiError("UnsupportedRegion", "X-TC-Region is no region, such as ap-guangzhou.");
    }
    return region;
  }

  /** Whether a name has the form of a region's. */
  static boolean isRegion(String name) {
    // The length first: the pattern's group needs stack for each of its repetitions.
    return name.length() <= REGION_LENGTH && REGION.matcher(name).matches();
  }

  private static Parameters parameters(WireRequest request) {
    try {
      return new Parameters(JsonText.parseObject(request.body()));
    } catch (IllegalArgumentException e) {
      throw ApiError.invalidParameter("The body is not one JSON object in UTF-8.");
    }
  }
}
