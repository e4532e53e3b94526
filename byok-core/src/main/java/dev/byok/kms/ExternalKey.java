package dev.byok.kms;

import dev.byok.KeyId;
import dev.byok.KeySpec;
import dev.byok.Validity;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A CMK as the KMS described it at one moment.
 *
 * <p>It holds a key of any origin that was asked for, so that a caller can see that a key is not
 * external; {@link #isExternal()} tells.
 *
 * @param id its id
 * @param alias its name
 * @param description its description, empty if there is none
 * @param state its state
 * @param origin where its material comes from
 * @param spec the material that it takes; empty if the service did not say
 * @param validity how long its present material lives; {@code never} too while there is none
 * @param createdAt when it was created
 * @param deletionDate when it will be deleted; empty unless its deletion is scheduled
 * @param clusterId the HSM cluster that holds it; empty in the shared edition
 */
public record ExternalKey(
    KeyId id,
    String alias,
    String description,
    KeyState state,
    KeyOrigin origin,
    Optional<KeySpec> spec,
    Validity validity,
    Instant createdAt,
    Optional<Instant> deletionDate,
    Optional<String> clusterId) {

  /** Checks that every part is there. */
  public ExternalKey {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(alias, "alias");
    Objects.requireNonNull(description, "description");
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(origin, "origin");
    Objects.requireNonNull(spec, "spec");
    Objects.requireNonNull(validity, "validity");
    Objects.requireNonNull(createdAt, "createdAt");
    Objects.requireNonNull(deletionDate, "deletionDate");
    Objects.requireNonNull(clusterId, "clusterId");
  }

  /**
   * Whether the customer brings the material.
   *
   * @return true for {@link KeyOrigin#EXTERNAL}
   */
  public boolean isExternal() {
    return origin == KeyOrigin.EXTERNAL;
  }
}
