package dev.byok.custody;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;

/** Whoever knows a password; seals one envelope. */
final class PasswordRecipient extends EscrowRecipient {
  private static final int MIN_LENGTH = 15;
  private static final int MAX_LENGTH = 128;

  private final char[] password;
  private final PasswordKdf kdf;
  private boolean used;

  PasswordRecipient(char[] password, PasswordKdf kdf) {
    this.password = password;
    this.kdf = kdf;
    boolean printable = true;
    for (char each : password) {
      printable &= each >= ' ' && each <= '~';
    }
    if (!printable || password.length < MIN_LENGTH || password.length > MAX_LENGTH) {
      int length = password.length;
      Arrays.fill(password, '\0');
      throw new IllegalArgumentException(
          "A password has 15 to 128 printable ASCII characters; this has "
              + length
              + (printable ? "." : ", some of them others (a line end, an accent?)."));
    }
  }

  @Override
  void requireFit(Instant at) {
    if (used) {
      throw new IllegalStateException(
          "This password was zeroised when it sealed an envelope. Make the recipient again.");
    }
  }

  @Override
  CmsEntry seal(byte[] contentKey, SecureRandom random) {
    return PasswordEntry.seal(password, contentKey, random, kdf);
  }

  @Override
  void forget() {
    used = true;
    Arrays.fill(password, '\0');
  }

  /** Returns "a password": nothing of it, not even its length. */
  @Override
  public String toString() {
    return "a password";
  }
}
