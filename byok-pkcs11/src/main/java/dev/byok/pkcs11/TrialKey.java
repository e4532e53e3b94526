package dev.byok.pkcs11;

import dev.byok.WrappingAlgorithm;
import java.math.BigInteger;
import java.security.SecureRandom;

/**
 * An RSA-2048 public key for trials, made once per process from two random primes; its private
 * exponent is never computed.
 */
final class TrialKey {
  private static final int MODULUS_BITS = 2048;
  private static final BigInteger EXPONENT = BigInteger.valueOf(65537);
  private static final BigInteger MODULUS = modulus();

  private TrialKey() {}

  static Wrapping wrapping(WrappingAlgorithm algorithm) {
    return new Wrapping(algorithm, MODULUS, EXPONENT);
  }

  private static BigInteger modulus() {
    SecureRandom random = new SecureRandom();
    BigInteger product;
    do {
      BigInteger one = BigInteger.probablePrime(MODULUS_BITS / 2, random);
      product = one.multiply(BigInteger.probablePrime(MODULUS_BITS / 2, random));
    } while (product.bitLength() != MODULUS_BITS);
    return product;
  }
}
