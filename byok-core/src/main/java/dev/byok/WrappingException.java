package dev.byok;

import org.jspecify.annotations.Nullable;

/**
 * Key material could not be wrapped: the wrapping key, the algorithm or the home of the key does
 * not allow it. Nothing was sent to a KMS.
 */
public class WrappingException extends ByokException {
  private static final long serialVersionUID = 1L;

  /**
   * Makes an exception without a cause.
   *
   * @param message what failed, why most likely, what to do; without secrets
   */
  public WrappingException(String message) {
    super(message, null);
  }

  /**
   * Makes an exception.
   *
   * @param message what failed, why most likely, what to do; without secrets
   * @param cause what led to it, or null
   */
  public WrappingException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
