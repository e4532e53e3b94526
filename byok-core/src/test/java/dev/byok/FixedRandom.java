package dev.byok;

import java.security.SecureRandom;
import java.util.Arrays;

/** Draws bytes that are known beforehand, and fails when they are used up. */
final class FixedRandom extends SecureRandom {
  private static final long serialVersionUID = 1L;

  private final byte[] script;
  private int used;

  FixedRandom(byte[] script) {
    this.script = script.clone();
  }

  @Override
  public void nextBytes(byte[] bytes) {
    System.arraycopy(
        Arrays.copyOfRange(script, used, used + bytes.length), 0, bytes, 0, bytes.length);
    used += bytes.length;
    if (used > script.length) {
      throw new AssertionError("More random bytes were drawn than the script has: " + used);
    }
  }
}
