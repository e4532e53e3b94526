package dev.byok;

import org.jspecify.annotations.Nullable;

/**
 * A text that should carry import parameters or wrapped key material was refused; nothing was
 * wrapped or sent. {@link #reason()} says what to do about it, the message says what was found.
 */
public class TextRefusedException extends ByokException {
  private static final long serialVersionUID = 1L;

  /** What to do next. */
  public enum Reason {
    /** Not what this library writes, or changed since: carry the file over again. */
    MALFORMED,
    /** In order, but for another CMK: find the right file. */
    OTHER_CMK,
    /** In order, but past its deadline: fetch parameters again, and wrap again. */
    EXPIRED
  }

  private final Reason reason;

  TextRefusedException(Reason reason, String message, @Nullable RuntimeException cause) {
    super(message, cause);
    this.reason = reason;
  }

  /**
   * Why the text was refused.
   *
   * @return the reason
   */
  public Reason reason() {
    return reason;
  }
}
