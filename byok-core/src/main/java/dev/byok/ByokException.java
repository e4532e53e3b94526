package dev.byok;

import org.jspecify.annotations.Nullable;

/**
 * The root of what this library throws when something outside the calling code went wrong.
 *
 * <p>Misuse of the API stays {@link IllegalArgumentException}, {@link IllegalStateException} or
 * {@link NullPointerException}. Messages say what failed, why most likely, and what to do; they
 * never hold a secret.
 */
public class ByokException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Makes an exception.
   *
   * @param message what failed, why most likely, what to do; without secrets
   * @param cause what led to it, or null
   */
  public ByokException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
