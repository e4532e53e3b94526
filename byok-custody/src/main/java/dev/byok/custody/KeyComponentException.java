package dev.byok.custody;

import dev.byok.ByokException;
import org.jspecify.annotations.Nullable;

/** Parts of a key were not read or not brought together. {@link #reason()} says why. */
public class KeyComponentException extends ByokException {
  private static final long serialVersionUID = 1L;

  /** What is wrong, one constant for each remedy. */
  public enum Reason {
    /** A text has a typing error. Remedy: compare the line that the message names. */
    MISTYPED,
    /** Parts are missing. Remedy: ask the custodians of the numbers in the message. */
    MISSING,
    /** A part was given twice. Remedy: leave one of them out. */
    REPEATED,
    /** A part comes from another splitting. Remedy: find the part of this one. */
    FOREIGN,
    /**
     * The parts contradict each other, or do not make the key. Remedy: read them again from paper.
     */
    WRONG
  }

  private final Reason reason;

  /**
   * Makes an exception.
   *
   * @param reason what is wrong
   * @param message what failed, why most likely, what to do; without secrets
   * @param cause what led to it, or null
   */
  public KeyComponentException(Reason reason, String message, @Nullable Throwable cause) {
    super(message + " See TROUBLESHOOTING.md#key-parts", cause);
    this.reason = reason;
  }

  KeyComponentException(Reason reason, String message) {
    this(reason, message, null);
  }

  /**
   * What is wrong with the parts.
   *
   * @return the kind of fault, which decides the remedy
   */
  public Reason reason() {
    return reason;
  }
}
