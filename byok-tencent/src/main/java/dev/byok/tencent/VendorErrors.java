package dev.byok.tencent;

import com.tencentcloudapi.common.exception.TencentCloudSDKException;
import dev.byok.kms.KmsException;
import dev.byok.kms.KmsUnavailableException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Turns what the SDK throws into exceptions shaped by remedy.
 *
 * <p>Codes are compared as strings: the SDK's own list of them is older than the service. Without
 * an answer the SDK's message is empty and its code null or empty; the reason is in the cause.
 */
final class VendorErrors {
  /** The SDK's own code for every HTTP status other than 200, whose body it throws away. */
  private static final String HTTP_STATUS = "ServerSideError";

  private static final int MAX_QUOTED = 300;
  private static final String SEE_UNAVAILABLE = " See TROUBLESHOOTING.md#unavailable";

  private VendorErrors() {}

  static KmsException translate(Attempt attempt, TencentCloudSDKException refused) {
    String code = refused.getErrorCode();
    if (code == null || code.isEmpty()) {
      return withoutAnswer(attempt, refused);
    }
    Remedy remedy = code.equals(HTTP_STATUS) ? Remedy.HTTP_ERROR : Remedy.of(code);
    String message =
        attempt
            + remedy.verdict()
            + remedy.why()
            + (remedy.concernsParameters() ? attempt.facts() : "")
            + " "
            + remedy.whatToDo()
            + " The service said "
            + quote(code, refused)
            + ". See TROUBLESHOOTING.md#"
            + remedy.anchor();
    return remedy.exception(message, code, emptyToNull(refused.getRequestId()), refused);
  }

  private static String quote(String code, TencentCloudSDKException refused) {
    String words = Objects.requireNonNullElse(refused.getMessage(), "").replaceAll("\\s+", " ");
    String shortened = words.length() > MAX_QUOTED ? words.substring(0, MAX_QUOTED) + "…" : words;
    String request = Objects.requireNonNullElse(emptyToNull(refused.getRequestId()), "none");
    return code + " '" + shortened + "' (request " + request + ")";
  }

  private static KmsUnavailableException withoutAnswer(
      Attempt attempt, TencentCloudSDKException failed) {
    Throwable reason = failed.getCause() == null ? failed : failed.getCause();
    boolean neverSent =
        reason instanceof ConnectException || reason instanceof UnknownHostException;
    String message =
        attempt
            + " got no usable answer: "
            + describe(reason)
            + (neverSent
                ? " The request was not carried out. Check endpoint, DNS, proxy and firewall, then repeat."
                : " Whether it was carried out is not known. Look at the key before repeating what must"
                    + " not happen twice; an import of the same material may be repeated.")
            + SEE_UNAVAILABLE;
    return new KmsUnavailableException(message, null, null, failed, !neverSent);
  }

  private static String describe(Throwable reason) {
    String kind = reason.getClass().getSimpleName();
    if (reason instanceof ConnectException) {
      return "the connection was refused (" + kind + ").";
    }
    if (reason instanceof UnknownHostException) {
      return "the host name cannot be resolved (" + kind + ").";
    }
    if (reason instanceof InterruptedIOException) {
      return "it did not come in time, or the thread was interrupted (" + kind + ").";
    }
    return "the connection broke, or the answer was not what the service sends (" + kind + ").";
  }

  /** An empty, cut or badly typed answer: the SDK, or the reading of it, failed unchecked. */
  static KmsUnavailableException malformed(Attempt attempt, RuntimeException failed) {
    return new KmsUnavailableException(
        attempt
            + " was answered with something that is not the service's answer ("
            + failed.getClass().getSimpleName()
            + "). A proxy or a gateway may have answered in its place. Whether the request was carried"
            + " out is not known: look at the key before repeating what must not happen twice."
            + SEE_UNAVAILABLE,
        null,
        null,
        withoutText(failed),
        true);
  }

  /** Parsers and HTTP clients quote what they choke on: a session token, or random bytes. */
  private static RuntimeException withoutText(RuntimeException failed) {
    RuntimeException bare =
        new RuntimeException(failed.getClass().getName() + ", whose text may quote secrets");
    bare.setStackTrace(failed.getStackTrace());
    return bare;
  }

  private static @Nullable String emptyToNull(@Nullable String text) {
    return text == null || text.isEmpty() ? null : text;
  }
}
