package dev.byok;

import java.time.Instant;
import java.time.InstantSource;
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

  /**
   * Writes the parameters as a text to be carried to an offline machine, printed or scanned: header
   * lines to be read by people, and a Base64 body with wrapping key, token and a digest.
   *
   * <p>It holds no secret. The digest finds damage and mix-ups; it stops no forger: whoever can
   * replace the file can put a wrapping key of their own into it. Compare the header {@code
   * Wrapping-Key-SHA-256} over another channel before you wrap what matters.
   *
   * @return lines of at most 86 characters unless an id is longer, ended by line feeds
   */
  public String toText() {
    return TransferText.write(this);
  }

  /**
   * Reads what {@link #toText()} wrote, for the CMK that the caller means and while it can be used.
   *
   * @param text the whole text; line ends may be LF or CR LF, and the last one may be missing
   * @param expected the CMK that the caller is about to wrap for
   * @param clock what time it is, such as {@code InstantSource.system()}
   * @return the parameters
   * @throws TextRefusedException if the text has another label or version; if headers are unknown,
   *     missing, repeated, in another order or contradict the body; if the body is not whole Base64
   *     or anything follows; if it is for another CMK; if its deadline has passed
   */
  public static ImportParameters fromText(String text, KeyId expected, InstantSource clock) {
    ImportParameters read = fromText(text);
    TransferText.requireUsable(read, expected, clock);
    return read;
  }

  /**
   * Reads what {@link #toText()} wrote, whatever the CMK and the deadline, to show what a file
   * holds.
   *
   * @param text the whole text; line ends may be LF or CR LF, and the last one may be missing
   * @return the parameters
   * @throws TextRefusedException if the text is malformed
   */
  public static ImportParameters fromText(String text) {
    return TransferText.readParameters(text);
  }
}
