package dev.byok.kms;

import org.jspecify.annotations.Nullable;

/**
 * The service did not answer usefully: no connection, no answer, a fault of its own, or too many
 * requests. Remedy: try later; {@link #mayHaveBeenCarriedOut()} says with what care.
 */
public class KmsUnavailableException extends KmsException {
  private static final long serialVersionUID = 1L;

  private final boolean mayHaveBeenCarriedOut;

  /**
   * Makes an exception.
   *
   * @param message what failed, why most likely, what to do; without secrets
   * @param errorCode the service's code, or null if it gave none
   * @param requestId the service's name for the request, or null if it gave none
   * @param cause what led to it, or null
   * @param mayHaveBeenCarriedOut false only if the request was certainly not carried out
   */
  public KmsUnavailableException(
      String message,
      @Nullable String errorCode,
      @Nullable String requestId,
      @Nullable Throwable cause,
      boolean mayHaveBeenCarriedOut) {
    super(message, errorCode, requestId, cause);
    this.mayHaveBeenCarriedOut = mayHaveBeenCarriedOut;
  }

  /**
   * Whether the request may have taken effect in spite of the failure.
   *
   * @return false if it certainly did not; true if nobody here can know
   */
  public boolean mayHaveBeenCarriedOut() {
    return mayHaveBeenCarriedOut;
  }
}
