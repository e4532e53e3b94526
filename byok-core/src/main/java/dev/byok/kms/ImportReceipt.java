package dev.byok.kms;

import dev.byok.KeyCheckValue;
import dev.byok.KeyId;
import dev.byok.KeySpec;
import dev.byok.Validity;
import dev.byok.WrappingAlgorithm;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * What was imported, for the caller's records. It holds no secret.
 *
 * @param keyId the CMK, ENABLED from now on
 * @param spec the kind of material
 * @param checkValue tells the material apart; empty if its home could not make one
 * @param algorithm how it was wrapped
 * @param validity how long it lives
 * @param importedAt when the KMS had confirmed, by the client's clock
 * @param requestId the KMS's name for the request, as its audit log shows it
 */
public record ImportReceipt(
    KeyId keyId,
    KeySpec spec,
    Optional<KeyCheckValue> checkValue,
    WrappingAlgorithm algorithm,
    Validity validity,
    Instant importedAt,
    String requestId) {

  /** Checks that every part is there. */
  public ImportReceipt {
    Objects.requireNonNull(keyId, "keyId");
    Objects.requireNonNull(spec, "spec");
    Objects.requireNonNull(checkValue, "checkValue");
    Objects.requireNonNull(algorithm, "algorithm");
    Objects.requireNonNull(validity, "validity");
    Objects.requireNonNull(importedAt, "importedAt");
    Objects.requireNonNull(requestId, "requestId");
  }
}
