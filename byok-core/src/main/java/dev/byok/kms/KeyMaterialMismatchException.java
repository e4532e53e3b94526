package dev.byok.kms;

import org.jspecify.annotations.Nullable;

/**
 * The CMK once held other material, and takes only the same bytes again. Remedy: find the original.
 */
public class KeyMaterialMismatchException extends KmsException {
  private static final long serialVersionUID = 1L;

  /**
   * Makes an exception.
   *
   * @param message what failed, why most likely, what to do; without secrets
   * @param errorCode the service's code, or null if it gave none
   * @param requestId the service's name for the request, or null if it gave none
   * @param cause what led to it, or null
   */
  public KeyMaterialMismatchException(
      String message,
      @Nullable String errorCode,
      @Nullable String requestId,
      @Nullable Throwable cause) {
    super(message, errorCode, requestId, cause);
  }
}
