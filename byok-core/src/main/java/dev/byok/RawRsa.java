package dev.byok;

import java.math.BigInteger;
import java.util.Arrays;
import org.bouncycastle.crypto.AsymmetricBlockCipher;
import org.bouncycastle.crypto.CipherParameters;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.util.BigIntegers;

/**
 * The bare RSA public operation, RSAEP of RFC 8017 section 5.1.1, for Bouncy Castle's padding
 * classes to stand on.
 *
 * <p>Bouncy Castle's own engine runs a primality test on every modulus that it has not seen, and a
 * KMS issues a new one every time; docs/decisions.md, decision 4, says why it adds nothing here.
 */
final class RawRsa implements AsymmetricBlockCipher {
  private final BigInteger modulus;
  private final BigInteger exponent;
  private final int modulusBytes;

  RawRsa(BigInteger modulus, BigInteger exponent) {
    this.modulus = modulus;
    this.exponent = exponent;
    this.modulusBytes = BigIntegers.getUnsignedByteLength(modulus);
  }

  /** The paddings ask their parameters whether the key is private; the numbers are here already. */
  static CipherParameters publicKey() {
    return new AsymmetricKeyParameter(false);
  }

  @Override
  public void init(boolean forEncryption, CipherParameters parameters) {
    if (!forEncryption) {
      throw new IllegalArgumentException("This is the public operation: it only encrypts.");
    }
  }

  @Override
  public int getInputBlockSize() {
    return modulusBytes - 1;
  }

  @Override
  public int getOutputBlockSize() {
    return modulusBytes;
  }

  /** Encrypts one padded block and zeroises it: it is the padding's own, which lets go of it. */
  @Override
  public byte[] processBlock(byte[] block, int offset, int length) {
    BigInteger message = new BigInteger(1, block, offset, length);
    Arrays.fill(block, offset, offset + length, (byte) 0);
    return BigIntegers.asUnsignedByteArray(modulusBytes, message.modPow(exponent, modulus));
  }
}
