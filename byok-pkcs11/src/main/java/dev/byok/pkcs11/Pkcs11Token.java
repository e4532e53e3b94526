package dev.byok.pkcs11;

import dev.byok.KeyCheckValue;
import dev.byok.KeySpec;
import dev.byok.WrappingAlgorithm;
import iaik.pkcs.pkcs11.wrapper.CK_ATTRIBUTE;
import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * An open token of an HSM, with a user logged in.
 *
 * <p>Thread-safe: every operation has a session of its own, so as many sessions are open as
 * operations ran at the same time, and one more that holds the login.
 */
public final class Pkcs11Token implements AutoCloseable {
  /** How long an operation waits where other ones hold all sessions that the token has. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Cryptoki cryptoki;
  private final Slot slot;
  private final Session anchor;
  private final SessionPool sessions;
  private final Offer offer;

  /** Operations share it, closing waits for them: no session is closed under a native call. */
  private final ReadWriteLock life = new ReentrantReadWriteLock();

  private volatile boolean closed;

  private Pkcs11Token(Cryptoki cryptoki, Slot slot, Session anchor) {
    this.cryptoki = cryptoki;
    this.slot = slot;
    this.anchor = anchor;
    this.sessions = new SessionPool(cryptoki, slot, PATIENCE);
    this.offer = new Offer(cryptoki.calls(), slot);
  }

  /**
   * Opens a token and logs its user in.
   *
   * <p>If other code in this process is logged in to it already, that login is joined, and the
   * token does not check the PIN.
   *
   * @param library the full path of the HSM's PKCS#11 library
   * @param selector which token of that library
   * @param pin the user PIN; zeroised before this method returns, also on failure, and not kept
   * @return the open token, to be closed by the caller
   * @throws PinRejectedException if the token does not accept the PIN
   * @throws Pkcs11Exception if the library cannot be loaded, if no token or several match, or if
   *     the token fails
   */
  public static Pkcs11Token open(Path library, TokenSelector selector, char[] pin) {
    try {
      return open(Cryptoki.load(library), selector, pin);
    } finally {
      Arrays.fill(pin, '\0');
    }
  }

  /** The seam for tests that put something between the library and us. */
  static Pkcs11Token open(Cryptoki cryptoki, TokenSelector selector, char[] pin) {
    Slot slot = selector.choose(cryptoki, cryptoki.slots());
    Session anchor;
    try {
      anchor = Session.readOnly(cryptoki, slot);
    } catch (PKCS11Exception refused) {
      throw Remedies.explain("Opening a session with token " + slot, refused);
    }
    try {
      cryptoki.login(slot).enter(anchor, pin);
    } catch (PKCS11Exception refused) {
      anchor.close();
      throw PinCheck.explain(cryptoki.calls(), slot, refused);
    }
    return new Pkcs11Token(cryptoki, slot, anchor);
  }

  /**
   * The token's label.
   *
   * @return {@code CK_TOKEN_INFO.label} without padding
   */
  public String label() {
    return slot.label();
  }

  /**
   * The token's serial number.
   *
   * @return {@code CK_TOKEN_INFO.serialNumber} without padding
   */
  public String serial() {
    return slot.serial();
  }

  /**
   * Lists the algorithms by which this token wraps keys, as found out by trial: a token does not
   * tell otherwise which hashes its OAEP takes.
   *
   * @return the algorithms that worked
   * @throws Pkcs11Exception if the token fails
   * @throws IllegalStateException if this token is closed
   */
  public Set<WrappingAlgorithm> wrappingAlgorithms() {
    return use("Trying the algorithms of token " + slot, offer::wrappingAlgorithms);
  }

  /**
   * Lists the kinds of keys that this token can make.
   *
   * @return AES_256 if it makes AES keys, SM4_128 if it makes generic secrets
   * @throws Pkcs11Exception if the token fails
   * @throws IllegalStateException if this token is closed
   */
  public Set<KeySpec> keySpecs() {
    return use("Asking token " + slot + " for its mechanisms", session -> offer.keySpecs());
  }

  /**
   * Makes a new key that stays in this token: {@code CKA_TOKEN}, {@code CKA_PRIVATE}, {@code
   * CKA_SENSITIVE}, {@code CKA_EXTRACTABLE} (it must leave wrapped, and again whenever its validity
   * in the KMS is renewed), {@code CKA_ENCRYPT} for the check value of an AES key, and no other
   * use.
   *
   * <p>Back the token up before the key is imported: only the same key may ever be imported into
   * that CMK again.
   *
   * @param label the name of the key; no secret key in this token may have it
   * @param spec AES_256, or SM4_128, which becomes a generic secret of 16 bytes
   * @return the key
   * @throws IllegalArgumentException if the label is blank
   * @throws Pkcs11Exception if the label is taken, or if the token refuses
   * @throws IllegalStateException if this token is closed
   */
  public Pkcs11Key generate(String label, KeySpec spec) {
    requireLabel(label);
    Objects.requireNonNull(spec, "spec");
    return within(
        "Making key '" + label + "' in token " + slot,
        () -> sessions.change(session -> generate(session, label, spec)));
  }

  private Pkcs11Key generate(Session session, String label, KeySpec spec) throws PKCS11Exception {
    requireFree(label, session.find(Template.labelled(label)).length);
    CK_ATTRIBUTE[] template = Template.newKey(label, spec);
    return key(session, session.generate(Mechanisms.generating(spec), template), label);
  }

  private void requireFree(String label, int found) {
    if (found > 0) {
      throw new Pkcs11Exception(
          "Token "
              + slot
              + " has a secret key with the label '"
              + label
              + "' already. Use it with find, or choose another label. See"
              + " TROUBLESHOOTING.md#hsm-key-label");
    }
  }

  /**
   * Finds the secret key with this label.
   *
   * @param label the whole {@code CKA_LABEL}; letter case counts
   * @return the key, whether or not it can be wrapped: {@link Pkcs11Key#requireWrappable} tells
   * @throws IllegalArgumentException if the label is blank
   * @throws Pkcs11Exception if there is no such key, if there are several, if it has neither 16 nor
   *     32 bytes, or if the token fails
   * @throws IllegalStateException if this token is closed
   */
  public Pkcs11Key find(String label) {
    requireLabel(label);
    return use(
        "Looking for key '" + label + "' in token " + slot,
        session -> {
          long[] found = session.find(Template.labelled(label));
          requireOne(label, found.length);
          return key(session, found[0], label);
        });
  }

  private void requireOne(String label, int found) {
    if (found == 0) {
      throw new Pkcs11Exception(
          "Token "
              + slot
              + " has no secret key with the label '"
              + label
              + "'. The whole label must match, in letter case too; list the labels with the HSM's"
              + " tool. See TROUBLESHOOTING.md#hsm-key-label");
    }
    if (found > 1) {
      throw new Pkcs11Exception(
          "Token "
              + slot
              + " has "
              + found
              + " secret keys with the label '"
              + label
              + "'. Give each a label of its own with the HSM's tool: a wrong one among them could"
              + " never be imported again. See TROUBLESHOOTING.md#hsm-key-label");
    }
  }

  private Pkcs11Key key(Session session, long handle, String label) throws PKCS11Exception {
    KeyObject object = KeyObject.read(session, handle, label);
    object.spec();
    Optional<KeyCheckValue> checkValue = object.checkValue(session);
    return new Pkcs11Key(this, object, checkValue);
  }

  private static String requireLabel(String label) {
    if (Objects.requireNonNull(label, "label").isBlank()) {
      throw new IllegalArgumentException("The label of a key must not be blank.");
    }
    return label;
  }

  /** Refuses an algorithm that this token cannot wrap by, and names those that it can. */
  void requireOffered(WrappingAlgorithm algorithm) {
    Optional<String> refusal =
        use(
            "Trying " + algorithm + " in token " + slot,
            session -> offer.refusal(session, algorithm));
    if (refusal.isPresent()) {
      throw new Pkcs11Exception(
          "Token "
              + slot
              + " cannot wrap by "
              + algorithm
              + ": "
              + refusal.get()
              + ". It wraps by "
              + wrappingAlgorithms()
              + "; choose one of these, or ask whether newer firmware or another policy offers more."
              + " See TROUBLESHOOTING.md#hsm-algorithm");
    }
  }

  /** Runs an operation in a session of its own. */
  <R> R use(String what, SessionPool.Operation<R> operation) {
    return within(what, () -> sessions.use(operation));
  }

  private interface Call<R> {
    R make() throws PKCS11Exception;
  }

  private <R> R within(String what, Call<R> call) {
    life.readLock().lock();
    try {
      requireOpen();
      return call.make();
    } catch (PKCS11Exception refused) {
      throw Remedies.explain(what, refused);
    } finally {
      life.readLock().unlock();
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("Token " + slot + " is closed. Open it again.");
    }
  }

  /** Slot, label and serial number, for messages. */
  Slot where() {
    return slot;
  }

  /**
   * Closes this token's own sessions, after the operations that are under way, and logs out if this
   * library logged in and no other {@code Pkcs11Token} is open on the slot. Keys stay in the token.
   * Idempotent.
   */
  @Override
  public void close() {
    life.writeLock().lock();
    try {
      if (!closed) {
        closed = true;
        sessions.close();
        cryptoki.login(slot).leave(anchor);
        anchor.close();
      }
    } finally {
      life.writeLock().unlock();
    }
  }

  /** Returns label, slot and serial number. */
  @Override
  public String toString() {
    return "Pkcs11Token[" + slot + (closed ? ", closed" : "") + "]";
  }
}
