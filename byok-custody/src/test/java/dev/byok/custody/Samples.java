package dev.byok.custody;

import dev.byok.KeyMaterial;
import dev.byok.KeySpec;
import java.time.InstantSource;

/** Material and envelopes that many tests start from. */
final class Samples {
  static final InstantSource CLOCK = InstantSource.fixed(Holder.NOW);
  static final String PASSWORD = "correct horse battery staple";

  /** Stands in for 600,000 rounds where a test derives thousands of times. */
  static final PasswordKdf ONE_ROUND =
      (password, salt, rounds) -> PasswordKdf.PBKDF2.derive(password, salt, rounds % 7 + 1);

  private Samples() {}

  /** The bytes 0, 1, 2 and so on. */
  static byte[] bytes(KeySpec spec) {
    byte[] bytes = new byte[spec.lengthBytes()];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) i;
    }
    return bytes;
  }

  static KeyMaterial material(KeySpec spec) {
    return KeyMaterial.takeFrom(bytes(spec), spec);
  }

  static EscrowEnvelope envelope(EscrowRecipient... recipients) {
    return envelope(KeySpec.AES_256, recipients);
  }

  static EscrowEnvelope envelope(KeySpec spec, EscrowRecipient... recipients) {
    try (KeyMaterial material = material(spec)) {
      return EscrowEnvelope.seal(material, "payments", CLOCK, recipients);
    }
  }

  static EscrowRecipient password() {
    return EscrowRecipient.password(PASSWORD.toCharArray());
  }

  static EscrowRecipient quickPassword() {
    return new PasswordRecipient(PASSWORD.toCharArray(), ONE_ROUND);
  }

  static byte[] bytesOf(OpenedEscrow opened) {
    try (opened) {
      return opened.material().expose(byte[]::clone);
    }
  }
}
