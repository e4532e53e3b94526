package dev.byok.pkcs11;

import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Lends each operation a session of its own, and keeps it for the next one: as many are open as
 * operations ran at the same time. A session in which something failed is closed instead, since
 * half an operation may still be active in it.
 *
 * <p>Thread-safe. Where the token has no session left, an operation waits for another one to end.
 */
final class SessionPool {
  private static final long SESSION_COUNT = 0xb1;
  private static final Duration ONE_LOOK = Duration.ofMillis(50);

  private final Cryptoki cryptoki;
  private final Slot slot;
  private final Duration patience;
  private final BlockingQueue<Session> idle = new LinkedBlockingQueue<>();

  SessionPool(Cryptoki cryptoki, Slot slot, Duration patience) {
    this.cryptoki = cryptoki;
    this.slot = slot;
    this.patience = patience;
  }

  /** What is done in a session. */
  interface Operation<R> {
    R in(Session session) throws PKCS11Exception;
  }

  /** Runs an operation in a read-only session. */
  <R> R use(Operation<R> operation) throws PKCS11Exception {
    Session session = borrow();
    boolean sound = false;
    try {
      R result = operation.in(session);
      sound = true;
      return result;
    } finally {
      if (sound) {
        idle.add(session);
      } else {
        session.close();
      }
    }
  }

  /** Runs an operation that makes objects in the token, in a session that is closed afterwards. */
  <R> R change(Operation<R> operation) throws PKCS11Exception {
    Session session = openWritable();
    try {
      return operation.in(session);
    } finally {
      session.close();
    }
  }

  private Session borrow() throws PKCS11Exception {
    long deadline = deadline();
    Session session = idle.poll();
    while (session == null) {
      try {
        return Session.readOnly(cryptoki, slot);
      } catch (PKCS11Exception refused) {
        session = waitForIdle(refused, deadline);
      }
    }
    return session;
  }

  private Session openWritable() throws PKCS11Exception {
    long deadline = deadline();
    while (true) {
      try {
        return Session.readWrite(cryptoki, slot);
      } catch (PKCS11Exception refused) {
        Session spare = waitForIdle(refused, deadline);
        if (spare != null) {
          spare.close();
        }
      }
    }
  }

  private long deadline() {
    return System.nanoTime() + patience.toNanos();
  }

  /** Waits a moment if sessions ran out, and gives up on anything else or too late. */
  private @Nullable Session waitForIdle(PKCS11Exception refused, long deadline)
      throws PKCS11Exception {
    if (refused.getErrorCode() != SESSION_COUNT || System.nanoTime() > deadline) {
      throw refused;
    }
    try {
      return idle.poll(ONE_LOOK.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw refused;
    }
  }

  /** Closes the sessions; none may be in use. */
  void close() {
    for (Session each = idle.poll(); each != null; each = idle.poll()) {
      each.close();
    }
  }
}
