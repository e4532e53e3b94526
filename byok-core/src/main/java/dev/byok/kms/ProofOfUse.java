package dev.byok.kms;

import dev.byok.KeyId;
import java.time.Instant;
import java.util.Objects;

/**
 * Shows that a CMK encrypted a random probe and decrypted it to the same bytes.
 *
 * <p>Kept by the caller, it can be proven again later: the ciphertext opens only under the same
 * material. The probe itself is not kept.
 *
 * @param keyId the CMK
 * @param ciphertext the encrypted probe, as the service wrote it (not plain Base64)
 * @param probeSha256 SHA-256 of the probe, 64 lower-case hexadecimal digits
 * @param provenAt when the comparison succeeded, by the client's clock
 */
public record ProofOfUse(KeyId keyId, String ciphertext, String probeSha256, Instant provenAt) {

  /** Checks that every part is there. */
  public ProofOfUse {
    Objects.requireNonNull(keyId, "keyId");
    Objects.requireNonNull(ciphertext, "ciphertext");
    Objects.requireNonNull(probeSha256, "probeSha256");
    Objects.requireNonNull(provenAt, "provenAt");
  }
}
