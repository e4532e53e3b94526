package dev.byok.kms;

import org.jspecify.annotations.Nullable;

/** A cloud product uses this CMK. Remedy: unbind it there first. */
public class KeyInUseException extends KmsException {
  private static final long serialVersionUID = 1L;

  /**
   * Makes an exception.
   *
   * @param message what failed, why most likely, what to do; without secrets
   * @param errorCode the service's code, or null if it gave none
   * @param requestId the service's name for the request, or null if it gave none
   * @param cause what led to it, or null
   */
  public KeyInUseException(
      String message,
      @Nullable String errorCode,
      @Nullable String requestId,
      @Nullable Throwable cause) {
    super(message, errorCode, requestId, cause);
  }
}
