package dev.byok.pkcs11;

import static org.junit.jupiter.api.Assertions.fail;

import org.junit.jupiter.api.Assumptions;

/**
 * Decides about tests that need a program: without it they are skipped, and the message names its
 * Debian package; where the environment says {@code BYOK_INTEROP=required}, they fail.
 */
final class Interop {
  private Interop() {}

  static void require(boolean available, String message) {
    if (!available && "required".equals(System.getenv("BYOK_INTEROP"))) {
      fail(message);
    }
    Assumptions.assumeTrue(available, message);
  }
}
