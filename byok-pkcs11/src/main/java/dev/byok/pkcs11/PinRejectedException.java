package dev.byok.pkcs11;

import org.jspecify.annotations.Nullable;

/**
 * A token did not accept the PIN. Do not try again in a loop: every try counts, and the token locks
 * the PIN after a few.
 *
 * <p>The three answers are the token's own flags, read after the failure ({@code CK_TOKEN_INFO},
 * PKCS#11 v2.40 section 3.2). A token need not keep them.
 */
public final class PinRejectedException extends Pkcs11Exception {
  private static final long serialVersionUID = 1L;

  private static final long COUNT_LOW = 0x10000;
  private static final long FINAL_TRY = 0x20000;
  private static final long LOCKED = 0x40000;

  private final long tokenFlags;

  PinRejectedException(
      String message, String returnCode, long tokenFlags, @Nullable Throwable cause) {
    super(message, returnCode, cause);
    this.tokenFlags = tokenFlags;
  }

  /**
   * Whether a wrong PIN was given since the last right one.
   *
   * @return the token's {@code CKF_USER_PIN_COUNT_LOW}
   */
  public boolean countLow() {
    return (tokenFlags & COUNT_LOW) != 0;
  }

  /**
   * Whether one more wrong PIN locks the token.
   *
   * @return the token's {@code CKF_USER_PIN_FINAL_TRY}
   */
  public boolean finalTry() {
    return (tokenFlags & FINAL_TRY) != 0;
  }

  /**
   * Whether the PIN is locked: only the security officer can set a new one.
   *
   * @return the token's {@code CKF_USER_PIN_LOCKED}, or true if it answered {@code CKR_PIN_LOCKED}
   */
  public boolean locked() {
    return (tokenFlags & LOCKED) != 0 || returnCode().filter("CKR_PIN_LOCKED"::equals).isPresent();
  }

  /** What the flags mean for the next try, as a sentence for the message. */
  static String outlook(long tokenFlags) {
    if ((tokenFlags & LOCKED) != 0) {
      return " The token says that the PIN is locked: its security officer must set a new one.";
    }
    if ((tokenFlags & FINAL_TRY) != 0) {
      return " The token says that one more wrong PIN locks it: make sure before the next try.";
    }
    if ((tokenFlags & COUNT_LOW) != 0) {
      return " The token counts wrong PINs and has counted at least one.";
    }
    return "";
  }
}
