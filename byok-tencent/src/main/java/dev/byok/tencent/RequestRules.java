package dev.byok.tencent;

import dev.byok.Validity;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The service's documented rules for arguments, checked before a request leaves. */
final class RequestRules {
  /** The largest ValidTo that ImportKeyMaterial takes: 2147443200, in seconds. */
  static final Instant LATEST_VALID_TO = Instant.ofEpochSecond(2_147_443_200L);

  private static final Pattern ALIAS = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,59}");
  private static final Pattern REGION = Pattern.compile("[a-z0-9-]{1,64}");
  private static final int MAX_DESCRIPTION_BYTES = 1024;

  private RequestRules() {}

  static String requireRegion(@Nullable String region) {
    if (region == null || !REGION.matcher(region).matches()) {
      throw new IllegalArgumentException(
          "The region '" + region + "' is none; it reads like ap-guangzhou or ap-singapore.");
    }
    return region;
  }

  static void requireAlias(String alias) {
    if (!ALIAS.matcher(alias).matches() || alias.startsWith("kms-")) {
      throw new IllegalArgumentException(
          "The alias '"
              + alias
              + "' is not allowed: 1 to 60 letters, digits, hyphens and underscores, the first a letter"
              + " or digit; names that start with kms- are reserved for cloud products.");
    }
  }

  static void requireDescription(String description) {
    int bytes = description.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > MAX_DESCRIPTION_BYTES) {
      throw new IllegalArgumentException(
          "The description has " + bytes + " bytes of UTF-8; at most 1024 are allowed.");
    }
  }

  static void requireTags(Map<String, String> tags) {
    if (tags.containsKey("")) {
      throw new IllegalArgumentException("A tag has an empty key; give it one, or leave it out.");
    }
  }

  static void requirePendingWindow(int days) {
    if (days < 7 || days > 30) {
      throw new IllegalArgumentException(
          "A deletion can be scheduled 7 to 30 days ahead, not " + days + ".");
    }
  }

  static void requireRandomCount(int count) {
    if (count < 1 || count > 1024) {
      throw new IllegalArgumentException(
          "One request draws 1 to 1024 random bytes, not " + count + ".");
    }
  }

  static void requireValidity(Validity validity, Instant now) {
    validity.validTo().ifPresent(end -> requireEnd(end, now));
  }

  private static void requireEnd(Instant end, Instant now) {
    if (!end.isAfter(now)) {
      throw new IllegalArgumentException(
          "The validity ends at " + end + ", which is not in the future; now is " + now + ".");
    }
    if (end.isAfter(LATEST_VALID_TO)) {
      throw new IllegalArgumentException(
          "The validity ends at "
              + end
              + ", after "
              + LATEST_VALID_TO
              + ", the latest that the service takes. Use Validity.never() for material without end.");
    }
  }
}
