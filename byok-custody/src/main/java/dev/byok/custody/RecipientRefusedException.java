package dev.byok.custody;

import dev.byok.ByokException;
import org.jspecify.annotations.Nullable;

/**
 * A certificate cannot be a recipient, and nothing was sealed. Remedy: take another certificate, or
 * accept this one explicitly where the message says that this is possible.
 */
public class RecipientRefusedException extends ByokException {
  private static final long serialVersionUID = 1L;

  /**
   * Makes an exception.
   *
   * @param message what failed, why most likely, what to do; without secrets
   * @param cause what led to it, or null
   */
  public RecipientRefusedException(String message, @Nullable Throwable cause) {
    super(message + " See TROUBLESHOOTING.md#recipient-refused", cause);
  }
}
