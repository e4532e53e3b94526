package dev.byok.pkcs11;

import iaik.pkcs.pkcs11.wrapper.CK_ATTRIBUTE;
import iaik.pkcs.pkcs11.wrapper.CK_MECHANISM;
import iaik.pkcs.pkcs11.wrapper.PKCS11;
import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import java.util.Arrays;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * One session with a token, for one thread at a time: two threads in one session ended the JVM in
 * openCryptoki. {@code objects} keeps apart what {@link Cryptoki#objects} says.
 */
record Session(PKCS11 calls, ReadWriteLock objects, long handle) {
  private static final long SERIAL = 4;
  private static final long READ_WRITE = 2;
  private static final long USER = 1;
  private static final int FIND_AT_ONCE = 64;
  private static final long ATTRIBUTE_SENSITIVE = 0x11;
  private static final long ATTRIBUTE_TYPE_INVALID = 0x12;

  /** Opens a session that may use objects of the token, but not make or change them. */
  static Session readOnly(Cryptoki cryptoki, Slot slot) throws PKCS11Exception {
    return open(cryptoki, slot, SERIAL);
  }

  static Session readWrite(Cryptoki cryptoki, Slot slot) throws PKCS11Exception {
    return open(cryptoki, slot, SERIAL | READ_WRITE);
  }

  private static Session open(Cryptoki cryptoki, Slot slot, long flags) throws PKCS11Exception {
    long handle = cryptoki.calls().C_OpenSession(slot.id(), flags, null, null);
    return new Session(cryptoki.calls(), cryptoki.objects(slot), handle);
  }

  /** Calls to the library under one of the locks. */
  interface Call<R extends @Nullable Object> {
    R make() throws PKCS11Exception;
  }

  private static <R extends @Nullable Object> R under(Lock lock, Call<R> call)
      throws PKCS11Exception {
    lock.lock();
    try {
      return call.make();
    } finally {
      lock.unlock();
    }
  }

  void login(char[] pin) throws PKCS11Exception {
    calls.C_Login(handle, USER, pin, true);
  }

  void logout() {
    try {
      calls.C_Logout(handle);
    } catch (PKCS11Exception alreadyOut) {
      // A neighbour logged out or the token is gone: either way nobody is logged in.
    }
  }

  void close() {
    objects.writeLock().lock();
    try {
      calls.C_CloseSession(handle);
    } catch (PKCS11Exception alreadyClosed) {
      // The token is gone or a neighbour closed all sessions: either way it is not open.
    } finally {
      objects.writeLock().unlock();
    }
  }

  long[] find(CK_ATTRIBUTE[] template) throws PKCS11Exception {
    return under(objects.writeLock(), () -> search(template));
  }

  private long[] search(CK_ATTRIBUTE[] template) throws PKCS11Exception {
    calls.C_FindObjectsInit(handle, template, true);
    try {
      long[] found = {};
      long[] more = calls.C_FindObjects(handle, FIND_AT_ONCE);
      while (more.length > 0) {
        found = LongStream.concat(Arrays.stream(found), Arrays.stream(more)).toArray();
        more = calls.C_FindObjects(handle, FIND_AT_ONCE);
      }
      return found;
    } finally {
      calls.C_FindObjectsFinal(handle);
    }
  }

  /**
   * Reads one attribute; null if the token does not have it for this object.
   *
   * <p>One at a time, because libraries differ in what they fill in when one of several is missing.
   */
  @Nullable Object attribute(long object, long type) throws PKCS11Exception {
    CK_ATTRIBUTE[] template = Template.asking(type);
    return under(objects.readLock(), () -> read(object, template));
  }

  private @Nullable Object read(long object, CK_ATTRIBUTE[] template) throws PKCS11Exception {
    try {
      calls.C_GetAttributeValue(handle, object, template, true);
      return template[0].pValue;
    } catch (PKCS11Exception refused) {
      if (refused.getErrorCode() == ATTRIBUTE_TYPE_INVALID
          || refused.getErrorCode() == ATTRIBUTE_SENSITIVE) {
        return null;
      }
      throw refused;
    }
  }

  long generate(CK_MECHANISM mechanism, CK_ATTRIBUTE[] template) throws PKCS11Exception {
    return under(objects.writeLock(), () -> calls.C_GenerateKey(handle, mechanism, template, true));
  }

  long create(CK_ATTRIBUTE[] template) throws PKCS11Exception {
    return under(objects.writeLock(), () -> calls.C_CreateObject(handle, template, true));
  }

  private void destroy(long object) throws PKCS11Exception {
    objects.writeLock().lock();
    try {
      calls.C_DestroyObject(handle, object);
    } finally {
      objects.writeLock().unlock();
    }
  }

  /** Destroys an object after its use, whether or not that succeeds. */
  <R extends @Nullable Object> R using(long temporary, Call<R> use) throws PKCS11Exception {
    R result;
    try {
      result = use.make();
    } catch (PKCS11Exception failure) {
      destroyAfter(failure, temporary);
      throw failure;
    }
    destroy(temporary);
    return result;
  }

  private void destroyAfter(PKCS11Exception failure, long temporary) {
    try {
      destroy(temporary);
    } catch (PKCS11Exception alsoRefused) {
      // The first failure is the one to report; the object ends with the session at the latest.
      failure.addSuppressed(alsoRefused);
    }
  }

  byte[] wrap(CK_MECHANISM mechanism, long wrappingKey, long key) throws PKCS11Exception {
    return under(
        objects.readLock(), () -> calls.C_WrapKey(handle, mechanism, wrappingKey, key, true));
  }

  byte[] encrypt(CK_MECHANISM mechanism, long key, byte[] block) throws PKCS11Exception {
    return under(
        objects.readLock(),
        () -> {
          calls.C_EncryptInit(handle, mechanism, key, true);
          return calls.C_Encrypt(handle, block);
        });
  }
}
