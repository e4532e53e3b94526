package dev.byok.pkcs11;

import iaik.pkcs.pkcs11.wrapper.CK_C_INITIALIZE_ARGS;
import iaik.pkcs.pkcs11.wrapper.CK_TOKEN_INFO;
import iaik.pkcs.pkcs11.wrapper.PKCS11;
import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.xipki.pkcs11.wrapper.PKCS11Module;
import org.xipki.pkcs11.wrapper.StaticLogger;

/**
 * One PKCS#11 library in this process: loaded and initialised once, and never finalized, because
 * whoever else uses it could not tell that it ended.
 *
 * <p>Thread-safe. It is held for the life of the process: the binding unloads a library that its
 * garbage collector takes.
 */
final class Cryptoki {
  private static final Map<Path, Cryptoki> LOADED = new HashMap<>();
  private static final long OS_LOCKING_OK = 2;
  private static final long ALREADY_INITIALIZED = 0x191;

  private final Path library;
  private final PKCS11 calls;
  private final Map<Long, SlotLogin> logins = new ConcurrentHashMap<>();
  private final Map<Long, ReadWriteLock> objects = new ConcurrentHashMap<>();

  /** The seam for tests, which put something between the calls and the library. */
  Cryptoki(Path library, PKCS11 calls) {
    this.library = library;
    this.calls = calls;
  }

  /** Loads and initialises a library, unless that was done before. */
  static Cryptoki load(Path library) {
    synchronized (LOADED) {
      LibraryFile.requireThere(library);
      try {
        Path real = library.toRealPath();
        Cryptoki known = LOADED.get(real);
        if (known == null) {
          LibraryFile.requireLoadable(library);
          known = new Cryptoki(library, connect(library));
          known.initialise();
          LOADED.put(real, known);
        }
        return known;
      } catch (IOException | UnsatisfiedLinkError notLoaded) {
        throw new Pkcs11Exception(
            "Cannot load the PKCS#11 library "
                + library
                + ": "
                + notLoaded.getMessage()
                + ". If a library that it needs is missing, install the HSM's client as a whole. If"
                + " the text speaks of a temporary directory, that one must allow programs to run:"
                + " name another one with -DPKCS11_TEMP_DIR. See"
                + " TROUBLESHOOTING.md#hsm-library",
            null,
            notLoaded);
      }
    }
  }

  private static PKCS11 connect(Path library) throws IOException {
    // Before the class of the binding is touched, whose initialiser would print already.
    StaticLogger.setLogger(new BindingLog());
    return PKCS11Module.getInstance(library.toAbsolutePath().toString()).getPKCS11Module();
  }

  private void initialise() {
    CK_C_INITIALIZE_ARGS arguments = new CK_C_INITIALIZE_ARGS();
    arguments.flags = OS_LOCKING_OK;
    try {
      calls.C_Initialize(arguments, true);
    } catch (PKCS11Exception refused) {
      if (refused.getErrorCode() != ALREADY_INITIALIZED) {
        throw Remedies.explain("Initialising " + this, refused);
      }
    }
  }

  PKCS11 calls() {
    return calls;
  }

  /** The login bookkeeping of a slot, which all tokens that are open on it share. */
  SlotLogin login(Slot slot) {
    return logins.computeIfAbsent(slot.id(), id -> new SlotLogin());
  }

  /**
   * Guards the objects of a token: shared by what uses some, exclusive for what makes, destroys or
   * looks for them. openCryptoki 3.8 guards its lists against other processes alone: without this,
   * threads found keys twice and crashed the JVM.
   */
  ReadWriteLock objects(Slot slot) {
    return objects.computeIfAbsent(slot.id(), id -> new ReentrantReadWriteLock());
  }

  /** The slots that hold an initialised token now. */
  List<Slot> slots() {
    try {
      List<Slot> slots = new ArrayList<>();
      for (long id : calls.C_GetSlotList(true)) {
        addInitialised(id, slots);
      }
      return slots;
    } catch (PKCS11Exception refused) {
      throw Remedies.explain("Listing the tokens of " + this, refused);
    }
  }

  private void addInitialised(long id, List<Slot> slots) {
    try {
      CK_TOKEN_INFO info = calls.C_GetTokenInfo(id);
      if ((info.flags & Slot.TOKEN_INITIALIZED) != 0) {
        slots.add(Slot.of(id, info));
      }
    } catch (PKCS11Exception goneOrBroken) {
      // A token that was pulled since the list was made must not hide the others.
    }
  }

  /** Returns the path of the library, for messages. */
  @Override
  public String toString() {
    return "PKCS#11 library " + library;
  }
}
