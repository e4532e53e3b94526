package dev.byok.pkcs11;

import dev.byok.KeyCheckValue;
import dev.byok.KeySpec;
import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import java.util.Optional;

/**
 * A secret key in the token: its handle and the attributes that matter here. A length of 0 stands
 * for one that the token does not tell.
 */
record KeyObject(long handle, String label, boolean aes, long lengthBytes) {
  private static final int BLOCK_BYTES = 16;
  private static final int CHECK_VALUE_BYTES = 3;

  static KeyObject read(Session session, long handle, String label) throws PKCS11Exception {
    Object type = session.attribute(handle, Template.KEY_TYPE);
    Object length = session.attribute(handle, Template.VALUE_LEN);
    boolean aes = Long.valueOf(Template.AES).equals(type);
    return new KeyObject(handle, label, aes, length instanceof Long bytes ? bytes : 0);
  }

  /** What the key can be imported as: its length decides, whatever the token calls its type. */
  KeySpec spec() {
    for (KeySpec spec : KeySpec.values()) {
      if (spec.lengthBytes() == lengthBytes) {
        return spec;
      }
    }
    throw new Pkcs11Exception(
        "The key '"
            + label
            + "' has "
            + (lengthBytes == 0 ? "a length that the token does not tell" : lengthBytes + " bytes")
            + ". A KMS takes AES-256 keys of 32 bytes and SM4 keys of 16. See"
            + " TROUBLESHOOTING.md#hsm-unwrappable");
  }

  /**
   * Makes sure that the handle still leads to this key: openCryptoki gives the handle of a deleted
   * object to the next one, and the wrong key would be imported for good.
   */
  void requireSame(Session session, Optional<KeyCheckValue> checkValue) throws PKCS11Exception {
    boolean same =
        session.attribute(handle, Template.LABEL) instanceof char[] found
            && label.equals(new String(found))
            && equals(read(session, handle, label))
            && checkValue.equals(checkValue(session));
    if (!same) {
      throw Remedies.lost(this);
    }
  }

  /** Refuses a key whose own attributes keep it in the token. */
  void requireWrappable(Session session) throws PKCS11Exception {
    if (Boolean.FALSE.equals(session.attribute(handle, Template.EXTRACTABLE))) {
      throw refused("CKR_KEY_UNEXTRACTABLE", Remedies.UNEXTRACTABLE);
    }
    if (Boolean.TRUE.equals(session.attribute(handle, Template.WRAP_WITH_TRUSTED))) {
      throw refused("CKR_KEY_NOT_WRAPPABLE", Remedies.TRUSTED_ONLY);
    }
  }

  private Pkcs11Exception refused(String returnCode, String why) {
    return new Pkcs11Exception(
        "The key '"
            + label
            + "' cannot be wrapped. "
            + why
            + " See TROUBLESHOOTING.md#hsm-unwrappable",
        returnCode,
        null);
  }

  /**
   * The check value, if the token can tell one: only for AES-256, since for other types the token's
   * own value comes from another algorithm (SHA-1 for a generic secret) or cipher.
   */
  Optional<KeyCheckValue> checkValue(Session session) throws PKCS11Exception {
    if (!aes || spec() != KeySpec.AES_256) {
      return Optional.empty();
    }
    if (session.attribute(handle, Template.CHECK_VALUE) instanceof byte[] value
        && value.length == CHECK_VALUE_BYTES) {
      return Optional.of(KeyCheckValue.of(KeySpec.AES_256, value));
    }
    if (Boolean.TRUE.equals(session.attribute(handle, Template.ENCRYPT))) {
      return encipheredZeros(session);
    }
    return Optional.empty();
  }

  private Optional<KeyCheckValue> encipheredZeros(Session session) throws PKCS11Exception {
    try {
      byte[] block = session.encrypt(Mechanisms.aesEcb(), handle, new byte[BLOCK_BYTES]);
      return Optional.of(KeyCheckValue.of(KeySpec.AES_256, block));
    } catch (PKCS11Exception refused) {
      if (Remedies.concernsTheToken(refused)) {
        throw refused;
      }
      // A token without ECB, or one whose policy forbids it: the key is good, but not checked.
      return Optional.empty();
    }
  }
}
