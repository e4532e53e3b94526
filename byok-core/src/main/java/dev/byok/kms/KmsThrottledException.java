package dev.byok.kms;

import org.jspecify.annotations.Nullable;

/**
 * Too many requests were sent for the rate that the service allows; this one was certainly not
 * carried out. Remedy: slow down, then repeat it.
 */
public class KmsThrottledException extends KmsUnavailableException {
  private static final long serialVersionUID = 1L;

  /**
   * Makes an exception.
   *
   * @param message what failed, why most likely, what to do; without secrets
   * @param errorCode the service's code, or null if it gave none
   * @param requestId the service's name for the request, or null if it gave none
   * @param cause what led to it, or null
   */
  public KmsThrottledException(
      String message,
      @Nullable String errorCode,
      @Nullable String requestId,
      @Nullable Throwable cause) {
    super(message, errorCode, requestId, cause, false);
  }
}
