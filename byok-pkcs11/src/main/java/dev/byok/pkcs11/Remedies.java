package dev.byok.pkcs11;

import static java.util.Map.entry;

import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import java.util.Map;
import java.util.Set;
import org.xipki.pkcs11.wrapper.PKCS11Constants;

/** Turns the return value of a PKCS#11 function into a message with cause and remedy. */
final class Remedies {
  private record Remedy(String text, String anchor) {}

  static final String UNEXTRACTABLE =
      "The key was made with CKA_EXTRACTABLE false, which no one can change: it can never leave the"
          + " token, not even wrapped. Make a new key, with generate or with the HSM's tool, that is"
          + " extractable and sensitive.";

  static final String TRUSTED_ONLY =
      "The key has CKA_WRAP_WITH_TRUSTED: the token wraps it only under a public key that its"
          + " security officer marked as trusted, and a KMS issues a new one for every import. Make"
          + " a new key without that attribute.";

  private static final Remedy GONE =
      new Remedy(
          "The token was removed, restarted or lost its connection. Check the device, then open it"
              + " again.",
          "hsm-token-removed");

  private static final Remedy STRANGERS =
      new Remedy(
          "Other code in this process logged out of the token, closed its sessions or finalized the"
              + " PKCS#11 library, which ends the login of everybody. Open the token again, and let"
              + " that code keep to its own sessions.",
          "hsm-neighbours");

  private static final Remedy HANDLE =
      new Remedy(
          "The key was deleted, the token was taken away, or a logout by other code in this process"
              + " made the handle void. Find the key again.",
          "hsm-neighbours");

  private static final Remedy PARAMETERS =
      new Remedy(
          "The token does not offer this algorithm with these parameters; wrappingAlgorithms()"
              + " tells which ones it does.",
          "hsm-algorithm");

  private static final Remedy TEMPLATE =
      new Remedy(
          "The token's policy forbids the attributes that the object was to have. Ask its"
              + " administrator to allow extractable sensitive keys and RSA public keys as session"
              + " objects that wrap.",
          "hsm-policy");

  private static final Remedy ROOM =
      new Remedy("The token has no room or no session left. Close what is not used.", "hsm-room");

  private static final Map<Long, Remedy> REMEDIES =
      Map.ofEntries(
          entry(0x07L, PARAMETERS),
          entry(0x12L, TEMPLATE),
          entry(0x13L, TEMPLATE),
          entry(0x1bL, TEMPLATE),
          entry(0x30L, GONE),
          entry(0x31L, ROOM),
          entry(0x32L, GONE),
          entry(0x60L, HANDLE),
          entry(0x68L, TEMPLATE),
          entry(0x69L, new Remedy(TRUSTED_ONLY, "hsm-unwrappable")),
          entry(0x6aL, new Remedy(UNEXTRACTABLE, "hsm-unwrappable")),
          entry(0x70L, PARAMETERS),
          entry(0x71L, PARAMETERS),
          entry(0x82L, HANDLE),
          entry(0xb0L, STRANGERS),
          entry(0xb1L, ROOM),
          entry(0xb3L, STRANGERS),
          entry(0xd0L, TEMPLATE),
          entry(0xd1L, TEMPLATE),
          entry(0xe0L, GONE),
          entry(0xe1L, GONE),
          entry(
              0xe2L,
              new Remedy("The token is write-protected: no key can be made in it.", "hsm-policy")),
          entry(0x101L, STRANGERS),
          entry(0x190L, STRANGERS));

  private static final Set<Remedy> OF_THE_TOKEN = Set.of(GONE, STRANGERS, ROOM);

  private static final Remedy UNKNOWN =
      new Remedy("The log of the HSM or of its client may say more.", "hsm-other");

  private Remedies() {}

  /** Such as {@code CKR_KEY_UNEXTRACTABLE}; the number in hexadecimal for a vendor's own code. */
  static String name(PKCS11Exception refused) {
    return PKCS11Constants.ckrCodeToName(refused.getErrorCode());
  }

  /** Whether the failure says nothing about what was asked for, only about token and session. */
  static boolean concernsTheToken(PKCS11Exception refused) {
    return OF_THE_TOKEN.contains(remedy(refused));
  }

  private static Remedy remedy(PKCS11Exception refused) {
    return REMEDIES.getOrDefault(refused.getErrorCode(), UNKNOWN);
  }

  /** Says that a handle leads to something else by now. */
  static Pkcs11Exception lost(KeyObject key) {
    return new Pkcs11Exception(
        "The handle of key '"
            + key.label()
            + "' leads to another object of the token now. "
            + HANDLE.text()
            + " See TROUBLESHOOTING.md#"
            + HANDLE.anchor());
  }

  /**
   * Makes the exception.
   *
   * @param what what was being done, as the start of a sentence
   */
  static Pkcs11Exception explain(String what, PKCS11Exception refused) {
    Remedy remedy = remedy(refused);
    return new Pkcs11Exception(
        what
            + " failed with "
            + name(refused)
            + ". "
            + remedy.text()
            + " See TROUBLESHOOTING.md#"
            + remedy.anchor(),
        name(refused),
        refused);
  }
}
