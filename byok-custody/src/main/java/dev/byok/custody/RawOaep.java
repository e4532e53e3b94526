package dev.byok.custody;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Provider;
import java.util.Arrays;
import javax.crypto.BadPaddingException;
import javax.crypto.Cipher;
import org.bouncycastle.crypto.AsymmetricBlockCipher;
import org.bouncycastle.crypto.CipherParameters;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.encodings.OAEPEncoding;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;

/**
 * OAEP for providers that offer the RSA operation only: the padding is removed by Bouncy Castle
 * from what the provider decrypted.
 */
final class RawOaep {
  private RawOaep() {}

  static byte[] unwrap(PrivateKey key, Provider provider, byte[] wrapped)
      throws GeneralSecurityException {
    Cipher raw = Cipher.getInstance("RSA/ECB/NoPadding", provider);
    raw.init(Cipher.DECRYPT_MODE, key);
    byte[] padded = raw.doFinal(wrapped);
    try {
      byte[] none = null;
      OAEPEncoding oaep =
          new OAEPEncoding(
              new Decrypted(padded, wrapped.length), new SHA256Digest(), new SHA256Digest(), none);
      oaep.init(false, new AsymmetricKeyParameter(true));
      return oaep.processBlock(wrapped, 0, wrapped.length);
    } catch (InvalidCipherTextException e) {
      throw new BadPaddingException("OAEP padding is wrong");
    } finally {
      Arrays.fill(padded, (byte) 0);
    }
  }

  /** Stands where the RSA engine would be; its result is known already. */
  private record Decrypted(byte[] padded, int blockBytes) implements AsymmetricBlockCipher {
    @Override
    public void init(boolean forEncryption, CipherParameters parameters) {
      // The provider was initialised with the key.
    }

    @Override
    public int getInputBlockSize() {
      return blockBytes;
    }

    @Override
    public int getOutputBlockSize() {
      return blockBytes - 1;
    }

    @Override
    public byte[] processBlock(byte[] in, int offset, int length) {
      // The encoding takes one byte less than the modulus; a first byte other than 0 is its error.
      boolean leadingZero = padded.length == blockBytes && padded[0] == 0;
      return Arrays.copyOfRange(padded, leadingZero ? 1 : 0, padded.length);
    }
  }
}
