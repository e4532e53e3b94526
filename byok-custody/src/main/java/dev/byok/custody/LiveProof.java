package dev.byok.custody;

import dev.byok.KeyId;
import dev.byok.Validity;
import java.util.Objects;

/**
 * Shows that a KMS took the material of an envelope for a CMK that held it already.
 *
 * @param keyId the CMK, whose id the audit log of the KMS shows at the time of the drill
 * @param expiryBefore its expiry just before the import, which the import repeated
 * @param expiryAfter its expiry just after
 */
public record LiveProof(KeyId keyId, Validity expiryBefore, Validity expiryAfter) {

  /** Checks that every part is there. */
  public LiveProof {
    Objects.requireNonNull(keyId, "keyId");
    Objects.requireNonNull(expiryBefore, "expiryBefore");
    Objects.requireNonNull(expiryAfter, "expiryAfter");
  }

  /**
   * Whether the key left the drill with another expiry than it entered it. Then somebody else
   * changed it at the same time, or the service did: look at it at once.
   *
   * @return true if the two differ
   */
  public boolean expiryChanged() {
    return !expiryBefore.equals(expiryAfter);
  }
}
