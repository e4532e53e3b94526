package dev.byok.testkit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The emulator's {@code CiphertextBlob}: three Base64 segments joined by {@code -k-}, as the
 * service's samples are. First the key's id, then the nonce, then AES-GCM under the key's material,
 * with the first segment and the encryption context authenticated. Unlike the service's, it opens
 * for whoever has the material.
 */
record Ciphertext(String keyId, byte[] nonce, byte[] sealed) {
  private static final String JOINT = "-k-";
  private static final int TAG_BITS = 128;
  private static final int NONCE_BYTES = 12;
  private static final SecureRandom RANDOM = new SecureRandom();

  static Ciphertext seal(String keyId, byte[] material, byte[] plaintext, String context) {
    byte[] nonce = new byte[NONCE_BYTES];
    RANDOM.nextBytes(nonce);
    Ciphertext unsealed = new Ciphertext(keyId, nonce, plaintext);
    try {
      return new Ciphertext(keyId, nonce, unsealed.run(Cipher.ENCRYPT_MODE, material, context));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This JDK cannot do AES-GCM", e);
    }
  }

  /**
   * Opens the ciphertext.
   *
   * @throws GeneralSecurityException when material or context are not those it was made with
   */
  byte[] open(byte[] material, String context) throws GeneralSecurityException {
    return run(Cipher.DECRYPT_MODE, material, context);
  }

  static Optional<Ciphertext> parse(String blob) {
    String[] segments = blob.split(JOINT, -1);
    if (segments.length != 3) {
      return Optional.empty();
    }
    byte[] id = StrictBase64.decode(segments[0]).orElse(new byte[0]);
    byte[] nonce = StrictBase64.decode(segments[1]).orElse(new byte[0]);
    Optional<byte[]> sealed = StrictBase64.decode(segments[2]);
    if (id.length != 16 || nonce.length != NONCE_BYTES) {
      return Optional.empty();
    }
    return sealed.map(bytes -> new Ciphertext(uuid(id), nonce, bytes));
  }

  String blob() {
    Base64.Encoder encoder = Base64.getEncoder();
    return String.join(
        JOINT,
        encoder.encodeToString(idBytes()),
        encoder.encodeToString(nonce),
        encoder.encodeToString(sealed));
  }

  private byte[] run(int mode, byte[] material, String context) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, new SecretKeySpec(material, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(idBytes());
    cipher.updateAAD(context.getBytes(StandardCharsets.UTF_8));
    return cipher.doFinal(sealed);
  }

  private byte[] idBytes() {
    UUID id = UUID.fromString(keyId);
    return ByteBuffer.allocate(16)
        .putLong(id.getMostSignificantBits())
        .putLong(id.getLeastSignificantBits())
        .array();
  }

  private static String uuid(byte[] id) {
    ByteBuffer parts = ByteBuffer.wrap(id);
    return new UUID(parts.getLong(), parts.getLong()).toString();
  }
}
