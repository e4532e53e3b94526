package dev.byok.custody;

import dev.byok.ByokException;
import org.jspecify.annotations.Nullable;

/** An envelope was not opened, and no material came out of it. {@link #reason()} says why. */
public class EscrowRefusedException extends ByokException {
  private static final long serialVersionUID = 1L;

  /** Why an envelope was not opened, one constant for each remedy. */
  public enum Reason {
    /** It is damaged, cut off, or followed by other data. Remedy: take another copy of the file. */
    MALFORMED,
    /**
     * It is a CMS message of a kind that this library does not read. Remedy: open it with the tool
     * that made it, or with OpenSSL.
     */
    UNSUPPORTED,
    /**
     * No recipient's entry opens with this key or password. Remedy: use the key of one of the
     * recipients in the message; if it is one of theirs, that entry is damaged.
     */
    NOT_A_RECIPIENT,
    /** Its authentication tag is wrong. Remedy: take another copy of the file. */
    NOT_AUTHENTIC,
    /**
     * Its facts do not belong to the material in it. Remedy: do not use it; find out who made it.
     */
    FACTS_DIFFER
  }

  private final Reason reason;

  /**
   * Makes an exception.
   *
   * @param reason the kind of refusal
   * @param message what failed, why most likely, what to do; without secrets
   * @param cause what led to it, or null
   */
  public EscrowRefusedException(Reason reason, String message, @Nullable Throwable cause) {
    super(message + " See TROUBLESHOOTING.md#escrow-refused", cause);
    this.reason = reason;
  }

  EscrowRefusedException(Reason reason, String message) {
    this(reason, message, null);
  }

  /**
   * Why the envelope was not opened.
   *
   * @return the kind of refusal, which decides the remedy
   */
  public Reason reason() {
    return reason;
  }
}
