package dev.byok;

import java.time.Instant;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Everything a KMS issues for one import, so that the wrap can run alone, on an offline machine
 * too.
 *
 * <p>Immutable and without secrets. A later request for parameters of the same CMK voids these.
 *
 * @param keyId the CMK that they are bound to
 * @param region where that CMK lives, such as {@code ap-guangzhou}
 * @param algorithm how the KMS was told that the material will be wrapped
 * @param wrappingKey what to wrap under
 * @param token what to send back with the wrapped material
 * @param validTo when key and token end, judged by the clock of the KMS; 24 hours after issue on
 *     Tencent Cloud
 */
public record ImportParameters(
    KeyId keyId,
    String region,
    WrappingAlgorithm algorithm,
    WrappingKey wrappingKey,
    ImportToken token,
    Instant validTo) {
  private static final Pattern REGION = Pattern.compile("[a-z0-9-]{1,64}");

  /**
   * Checks the parts.
   *
   * @throws IllegalArgumentException if the region is not 1 to 64 lower-case letters, digits or
   *     hyphens
   */
  public ImportParameters {
    Objects.requireNonNull(keyId, "keyId");
    Objects.requireNonNull(algorithm, "algorithm");
    Objects.requireNonNull(wrappingKey, "wrappingKey");
    Objects.requireNonNull(token, "token");
    Objects.requireNonNull(validTo, "validTo");
    if (!REGION.matcher(region).matches()) {
      throw new IllegalArgumentException(
          "A region is 1 to 64 lower-case letters, digits or hyphens, such as ap-guangzhou; not '"
              + region
              + "'.");
    }
  }
}
