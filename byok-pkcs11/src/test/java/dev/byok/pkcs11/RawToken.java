package dev.byok.pkcs11;

import iaik.pkcs.pkcs11.wrapper.CK_ATTRIBUTE;
import iaik.pkcs.pkcs11.wrapper.CK_MECHANISM;
import iaik.pkcs.pkcs11.wrapper.PKCS11;
import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * Direct access to a token in a session of its own: makes keys that our API does not make, looks
 * into the token, and deletes what tests left behind.
 */
final class RawToken implements AutoCloseable {
  private static final long USER = 1;
  private static final long READ_WRITE_SERIAL = 6;

  final PKCS11 calls;
  final Slot slot;
  final long session;

  private RawToken(PKCS11 calls, Slot slot) throws PKCS11Exception {
    this.calls = calls;
    this.slot = slot;
    this.session = calls.C_OpenSession(slot.id(), READ_WRITE_SERIAL, null, null);
  }

  static RawToken of(RealToken real) {
    Cryptoki cryptoki = Cryptoki.load(real.library());
    Slot slot = TokenSelector.label(real.label()).choose(cryptoki, cryptoki.slots());
    try {
      return new RawToken(cryptoki.calls(), slot);
    } catch (PKCS11Exception failed) {
      throw new AssertionError(failed);
    }
  }

  RawToken login(String pin) throws PKCS11Exception {
    calls.C_Login(session, USER, pin.toCharArray(), true);
    return this;
  }

  /** The state of the session: 2 is a public one, 3 has a user logged in. */
  long state() throws PKCS11Exception {
    return calls.C_GetSessionInfo(session).state;
  }

  /** Makes a secret key from the attributes that our own keys have, with some of them changed. */
  long generate(String label, Object... changes) throws PKCS11Exception {
    List<CK_ATTRIBUTE> template =
        new ArrayList<>(List.of(Template.newKey(label, dev.byok.KeySpec.AES_256)));
    for (int i = 0; i < changes.length; i += 2) {
      long type = (Long) changes[i];
      template.removeIf(each -> each.type == type);
      CK_ATTRIBUTE attribute = Template.asking(type)[0];
      attribute.pValue = changes[i + 1];
      template.add(attribute);
    }
    return calls.C_GenerateKey(
        session,
        Mechanisms.generating(dev.byok.KeySpec.AES_256),
        template.toArray(CK_ATTRIBUTE[]::new),
        true);
  }

  Object attribute(long object, long type) throws PKCS11Exception {
    return new Session(calls, new ReentrantReadWriteLock(), session).attribute(object, type);
  }

  long find(String label) throws PKCS11Exception {
    return new Session(calls, new ReentrantReadWriteLock(), session)
        .find(Template.labelled(label))[0];
  }

  /** Every object that this session sees, session objects of the process included. */
  long[] objects() throws PKCS11Exception {
    return new Session(calls, new ReentrantReadWriteLock(), session).find(new CK_ATTRIBUTE[0]);
  }

  byte[] encipher(CK_MECHANISM mechanism, long key, byte[] text) throws PKCS11Exception {
    calls.C_EncryptInit(session, mechanism, key, true);
    return calls.C_Encrypt(session, text);
  }

  /** The sessions of this process with the token; -1 if it does not count them, as SoftHSM. */
  long sessionCount() throws PKCS11Exception {
    return calls.C_GetTokenInfo(slot.id()).ulSessionCount;
  }

  void destroyAll() throws PKCS11Exception {
    for (long object : objects()) {
      calls.C_DestroyObject(session, object);
    }
  }

  @Override
  public void close() throws PKCS11Exception {
    calls.C_CloseSession(session);
  }

  @Override
  public String toString() {
    return "RawToken[" + slot + ", objects " + safely() + "]";
  }

  private String safely() {
    try {
      return Arrays.toString(objects());
    } catch (PKCS11Exception unknown) {
      return unknown.getMessage();
    }
  }
}
