package dev.byok.benchmarks;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.SecureRandom;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;

/**
 * Public keys to wrap under. Their moduli are random odd numbers of 2048 bits rather than products
 * of two primes: nothing measured here can tell, and thousands of them can be made.
 */
final class WrappingKeys {
  static final BigInteger EXPONENT = BigInteger.valueOf(65537);

  private WrappingKeys() {}

  static BigInteger modulus() {
    return new BigInteger(2048, new SecureRandom()).setBit(2047).setBit(0);
  }

  static byte[] der(BigInteger modulus) {
    try {
      return KeyFactory.getInstance("RSA")
          .generatePublic(new RSAPublicKeySpec(modulus, EXPONENT))
          .getEncoded();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  static String base64() {
    return Base64.getEncoder().encodeToString(der(modulus()));
  }
}
