package dev.byok.testkit;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * RSA-2048 key pairs of the whole process, made one after the other by a background thread and
 * handed out in rotation. A pair takes some 150 ms to make, so emulators share them; the import
 * token, not the freshness of the pair, is what binds a ciphertext to its key and call.
 */
final class WrappingKeyPairs {
  static final WrappingKeyPairs SHARED = new WrappingKeyPairs();

  private final List<KeyPair> ready = new ArrayList<>();
  private int wanted;
  private int turn;
  private boolean working;

  /** Sees to it that so many pairs will be there. Returns at once. */
  synchronized void prepare(int count) {
    wanted = Math.max(wanted, count);
    if (!working && ready.size() < wanted) {
      working = true;
      Thread maker = new Thread(this::work, "kms-emulator-wrapping-keys");
      maker.setDaemon(true);
      maker.start();
    }
  }

  /**
   * A pair in rotation among the first {@code count}; never the one handed out for the same key
   * before, unless one pair is all there shall be. Waits only for pairs that are not made yet.
   */
  synchronized KeyPair next(int count, @Nullable KeyPair previous) {
    prepare(count);
    int needed = previous == null || count == 1 ? 1 : 2;
    awaitReady(needed);
    int usable = Math.min(count, ready.size());
    KeyPair pair = ready.get(Math.floorMod(turn++, usable));
    return pair == previous && usable > 1 ? ready.get(Math.floorMod(turn++, usable)) : pair;
  }

  private void awaitReady(int needed) {
    boolean interrupted = false;
    while (ready.size() < needed) {
      try {
        wait();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void work() {
    while (isShort()) {
      KeyPair pair = generate();
      synchronized (this) {
        ready.add(pair);
        notifyAll();
      }
    }
  }

  private synchronized boolean isShort() {
    working = ready.size() < wanted;
    return working;
  }

  private static KeyPair generate() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This JDK cannot make RSA-2048 key pairs", e);
    }
  }
}
