package dev.byok.testkit;

import dev.byok.testkit.EmulatedKey.Origin;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** What never changes about a key. */
record CmkIdentity(
    String id,
    String region,
    Instant created,
    Origin origin,
    String usage,
    String clusterId,
    Map<String, String> tags) {

  static final String ENCRYPT_DECRYPT = "ENCRYPT_DECRYPT";

  CmkIdentity {
    tags = Map.copyOf(tags);
  }

  /** A symmetric key of the public cluster, without tags. */
  static CmkIdentity plain(String region, Instant created, Origin origin) {
    return new CmkIdentity(
        UUID.randomUUID().toString(), region, created, origin, ENCRYPT_DECRYPT, "", Map.of());
  }

  boolean isExternal() {
    return origin == Origin.EXTERNAL;
  }

  boolean isSymmetric() {
    return usage.equals(ENCRYPT_DECRYPT);
  }
}
