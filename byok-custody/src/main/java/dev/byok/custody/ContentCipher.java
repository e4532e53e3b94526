package dev.byok.custody;

import static dev.byok.custody.EscrowRefusedException.Reason.NOT_AUTHENTIC;

import java.util.Arrays;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.modes.GCMBlockCipher;
import org.bouncycastle.crypto.modes.GCMModeCipher;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.KeyParameter;

/** AES-256-GCM as RFC 5084 uses it; without attributes there is no associated data. */
final class ContentCipher {
  static final int NONCE_BYTES = 12;
  static final int TAG_BYTES = 16;

  private ContentCipher() {}

  /** Returns the ciphertext with the tag behind it. */
  static byte[] encrypt(byte[] key, byte[] nonce, byte[] content) {
    try {
      return run(true, key, nonce, content);
    } catch (InvalidCipherTextException impossible) {
      throw new IllegalStateException("Encryption checks no tag.", impossible);
    }
  }

  /** Returns the content, which the caller zeroises; nothing leaves when the tag is wrong. */
  static byte[] decrypt(byte[] key, byte[] nonce, byte[] ciphertextAndTag) {
    try {
      return run(false, key, nonce, ciphertextAndTag);
    } catch (InvalidCipherTextException e) {
      throw new EscrowRefusedException(
          NOT_AUTHENTIC,
          "The envelope was changed after it was sealed: its key opens, its authentication tag is"
              + " wrong. Take another copy of the file.",
          e);
    }
  }

  private static byte[] run(boolean encrypt, byte[] key, byte[] nonce, byte[] input)
      throws InvalidCipherTextException {
    GCMModeCipher gcm = GCMBlockCipher.newInstance(AESEngine.newInstance());
    gcm.init(encrypt, new AEADParameters(new KeyParameter(key), TAG_BYTES * 8, nonce));
    byte[] output = new byte[gcm.getOutputSize(input.length)];
    boolean done = false;
    try {
      int written = gcm.processBytes(input, 0, input.length, output, 0);
      gcm.doFinal(output, written);
      done = true;
      return output;
    } finally {
      if (!done) {
        Arrays.fill(output, (byte) 0);
      }
    }
  }
}
