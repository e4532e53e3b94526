package dev.byok.pkcs11;

import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;

/**
 * Who logged in to a slot, and who still needs it: in PKCS#11 a login belongs to the process.
 *
 * <p>Thread-safe; shared by all tokens that are open on the slot.
 */
final class SlotLogin {
  private static final long ALREADY_LOGGED_IN = 0x100;

  private int open;
  private boolean ours;

  /** Logs in, or joins the login that is there. The PIN stays the caller's to zeroise. */
  synchronized void enter(Session session, char[] pin) throws PKCS11Exception {
    try {
      session.login(pin);
      ours = true;
    } catch (PKCS11Exception refused) {
      if (refused.getErrorCode() != ALREADY_LOGGED_IN) {
        throw refused;
      }
      // A login that was there before any of ours is somebody else's to end.
      ours = ours && open > 0;
    }
    open++;
  }

  /** Logs out if the login is ours and this was the last token that needed it. */
  synchronized void leave(Session session) {
    open--;
    if (open == 0 && ours) {
      ours = false;
      session.logout();
    }
  }
}
