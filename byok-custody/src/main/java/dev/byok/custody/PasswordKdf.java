package dev.byok.custody;

import java.util.Arrays;
import org.bouncycastle.crypto.PBEParametersGenerator;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.generators.PKCS5S2ParametersGenerator;
import org.bouncycastle.crypto.params.KeyParameter;

/** Derives 32 bytes from a password. A seam: tests count calls instead of waiting for them. */
interface PasswordKdf {
  /** PBKDF2 with HMAC-SHA-256 (RFC 8018 section 5.2) over the password in UTF-8. */
  PasswordKdf PBKDF2 = PasswordKdf::pbkdf2;

  /** The password and the result stay the caller's to zeroise. */
  byte[] derive(char[] password, byte[] salt, int rounds);

  private static byte[] pbkdf2(char[] password, byte[] salt, int rounds) {
    byte[] bytes = PBEParametersGenerator.PKCS5PasswordToUTF8Bytes(password);
    try {
      PKCS5S2ParametersGenerator generator =
          new PKCS5S2ParametersGenerator(SHA256Digest.newInstance());
      generator.init(bytes, salt, rounds);
      return ((KeyParameter) generator.generateDerivedMacParameters(256)).getKey();
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }
}
