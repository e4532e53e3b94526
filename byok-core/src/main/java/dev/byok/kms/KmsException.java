package dev.byok.kms;

import dev.byok.ByokException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A KMS refused a request, or gave no useful answer. Subclasses stand for remedies; this class
 * itself for refusals that have none of their own, unknown ones included.
 */
public class KmsException extends ByokException {
  private static final long serialVersionUID = 1L;

  private final @Nullable String errorCode;
  private final @Nullable String requestId;

  /**
   * Makes an exception.
   *
   * @param message what failed, why most likely, what to do; without secrets
   * @param errorCode the service's code, or null if it gave none
   * @param requestId the service's name for the request, or null if it gave none
   * @param cause what led to it, or null
   */
  public KmsException(
      String message,
      @Nullable String errorCode,
      @Nullable String requestId,
      @Nullable Throwable cause) {
    super(message, cause);
    this.errorCode = errorCode;
    this.requestId = requestId;
  }

  /**
   * The service's error code.
   *
   * @return such as {@code ResourceUnavailable.TokenExpired}; empty if there was no answer
   */
  public Optional<String> errorCode() {
    return Optional.ofNullable(errorCode);
  }

  /**
   * The service's name for the request, which its support asks for.
   *
   * @return the id; empty if there was no answer
   */
  public Optional<String> requestId() {
    return Optional.ofNullable(requestId);
  }
}
