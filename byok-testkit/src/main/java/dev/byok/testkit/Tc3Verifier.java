package dev.byok.testkit;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Verifies TC3-HMAC-SHA256 as the vendor's gateway does, and bears with two habits of its SDKs that
 * show only when they talk to another host: Java signs the host with its port and states the first
 * label of the host as service, Node.js signs the host without its port.
 */
final class Tc3Verifier {
  private static final Duration MAX_SKEW = Duration.ofMinutes(5);
  private static final Pattern SECONDS = Pattern.compile("\\d{1,12}");
  private static final String UNSIGNED_PAYLOAD = "UNSIGNED-PAYLOAD";

  private final EmulatorCredentials credentials;
  private final InstantSource machineClock;

  Tc3Verifier(EmulatorCredentials credentials, InstantSource machineClock) {
    this.credentials = credentials;
    this.machineClock = machineClock;
  }

  /**
   * Lets a request pass that the customer signed within the last five minutes.
   *
   * @throws ApiError {@code MissingParameter}, or the {@code AuthFailure} that applies
   */
  void verify(WireRequest request) {
    Tc3Authorization authorization =
        Tc3Authorization.parse(
            request
                .header("authorization")
                .orElseThrow(() -> Tc3Authorization.invalid("There is no Authorization header.")));
    Instant signedAt = timestamp(request.requiredHeader("x-tc-timestamp"));
    requireFresh(signedAt);
    requireKnown(authorization.secretId());
    requireSessionToken(request);
    if (!isScopeRight(authorization, signedAt, request) || !isSigned(authorization, request)) {
      throw new ApiError(
          "AuthFailure.SignatureFailure",
          "The signature is not the one that the secret key gives for this request.");
    }
  }

  private static Instant timestamp(String seconds) {
    if (!SECONDS.matcher(seconds).matches()) {
      throw ApiError.invalidParameter("X-TC-Timestamp is a time in whole seconds.");
    }
    return Instant.ofEpochSecond(Long.parseLong(seconds));
  }

  private void requireFresh(Instant signedAt) {
    Duration skew = Duration.between(signedAt, machineClock.instant()).abs();
    if (skew.compareTo(MAX_SKEW) > 0) {
      throw new ApiError(
          "AuthFailure.SignatureExpire", "X-TC-Timestamp is off by more than five minutes.");
    }
  }

  private void requireKnown(String secretId) {
    if (!secretId.equals(credentials.secretId())) {
      throw secretId.chars().allMatch(Tc3Verifier::isLetterOrDigit)
          ? new ApiError("AuthFailure.SecretIdNotFound", "The SecretId is unknown or disabled.")
          : new ApiError("AuthFailure.InvalidSecretId", "The SecretId is not one of an API key.");
    }
  }

  private static boolean isLetterOrDigit(int symbol) {
    return symbol < 128 && Character.isLetterOrDigit(symbol);
  }

  private void requireSessionToken(WireRequest request) {
    if (!request.header("x-tc-token").equals(credentials.sessionToken())) {
      throw new ApiError("AuthFailure.TokenFailure", "X-TC-Token does not belong to the SecretId.");
    }
  }

  /** The date is that of the timestamp, in UTC; the service is a name that a client may use. */
  private static boolean isScopeRight(
      Tc3Authorization authorization, Instant signedAt, WireRequest request) {
    String date = signedAt.atOffset(ZoneOffset.UTC).toLocalDate().toString();
    String host = request.header("host").orElse("");
    Set<String> services =
        Set.copyOf(List.of("kms", host.split("\\.", 2)[0], withoutPort(host).split("\\.", 2)[0]));
    return authorization.date().equals(date) && services.contains(authorization.service());
  }

  private boolean isSigned(Tc3Authorization authorization, WireRequest request) {
    UnaryOperator<String> verbatim = UnaryOperator.identity();
    UnaryOperator<String> lowered = value -> value.toLowerCase(Locale.ROOT);
    return matches(authorization, request, verbatim, verbatim)
        || matches(authorization, request, Tc3Verifier::withoutPort, verbatim)
        // The published algorithm lowers the values, the SDKs leave them alone.
        || matches(authorization, request, verbatim, lowered)
        || matches(authorization, request, Tc3Verifier::withoutPort, lowered);
  }

  private boolean matches(
      Tc3Authorization authorization,
      WireRequest request,
      UnaryOperator<String> host,
      UnaryOperator<String> value) {
    StringBuilder headers = new StringBuilder();
    for (String name : authorization.signedHeaders()) {
      String sent = request.header(name).orElse("");
      String signed = name.equals("host") ? host.apply(sent) : sent;
      headers.append(name).append(':').append(value.apply(signed)).append('\n');
    }
    byte[] expected =
        hex(signature(authorization, request, headers)).getBytes(StandardCharsets.US_ASCII);
    return MessageDigest.isEqual(
        expected, authorization.signature().getBytes(StandardCharsets.US_ASCII));
  }

  private byte[] signature(
      Tc3Authorization authorization, WireRequest request, CharSequence headers) {
    String canonical =
        String.join(
            "\n",
            request.method(),
            "/",
            "",
            headers,
            String.join(";", authorization.signedHeaders()),
            bodyHash(request));
    String toSign =
        String.join(
            "\n",
            Tc3Authorization.ALGORITHM,
            request.requiredHeader("x-tc-timestamp"),
            authorization.scope(),
            hex(sha256(utf8(canonical))));
    return hmac(signingKey(authorization), toSign);
  }

  private byte[] signingKey(Tc3Authorization authorization) {
    byte[] ofDate = hmac(utf8("TC3" + credentials.secretKey()), authorization.date());
    return hmac(hmac(ofDate, authorization.service()), "tc3_request");
  }

  private static String bodyHash(WireRequest request) {
    boolean unsigned =
        request.header("x-tc-content-sha256").filter(UNSIGNED_PAYLOAD::equals).isPresent();
    return hex(sha256(unsigned ? utf8(UNSIGNED_PAYLOAD) : request.body()));
  }

  private static String withoutPort(String host) {
    return host.replaceFirst(":\\d+$", "");
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This JDK has no SHA-256", e);
    }
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(utf8(text));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This JDK has no HmacSHA256", e);
    }
  }
}
