package dev.byok.pkcs11;

import iaik.pkcs.pkcs11.wrapper.PKCS11;
import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import java.util.Map;

/** Says what is wrong with a login that the token refused. */
final class PinCheck {
  private static final String SEE = " See TROUBLESHOOTING.md#hsm-pin";

  private static final Map<Long, String> CAUSES =
      Map.of(
          0xa0L, "The PIN is wrong: give the user PIN, not the security officer's.",
          0xa1L, "The PIN holds characters that the token does not take.",
          0xa2L, "The token does not take PINs of this length.",
          0xa3L, "The PIN has expired: change it with the HSM's tool.",
          0xa4L,
              "The PIN is locked after too many wrong ones: the security officer must set a new"
                  + " one.",
          0x102L, "The token has no user PIN yet: its security officer must set one.",
          0x104L, "Somebody else, the security officer perhaps, is logged in from this process.");

  private PinCheck() {}

  /** Makes the exception; the flags are read now, after the failure. */
  static Pkcs11Exception explain(PKCS11 calls, Slot slot, PKCS11Exception refused) {
    String cause = CAUSES.get(refused.getErrorCode());
    if (cause == null) {
      return Remedies.explain("The login to token " + slot, refused);
    }
    long flags = flags(calls, slot);
    String name = Remedies.name(refused);
    return new PinRejectedException(
        "The login to token "
            + slot
            + " failed with "
            + name
            + ". "
            + cause
            + PinRejectedException.outlook(flags)
            + SEE,
        name,
        flags,
        refused);
  }

  private static long flags(PKCS11 calls, Slot slot) {
    try {
      return calls.C_GetTokenInfo(slot.id()).flags;
    } catch (PKCS11Exception unknown) {
      return 0;
    }
  }
}
