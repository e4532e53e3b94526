package dev.byok.pkcs11;

import dev.byok.KeyCheckValue;
import dev.byok.KeySpec;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/** Check values as the JDK's own provider computes them. */
final class CheckValues {
  private CheckValues() {}

  static KeyCheckValue of(byte[] material) throws GeneralSecurityException {
    Cipher aes = Cipher.getInstance("AES/ECB/NoPadding", "SunJCE");
    aes.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(material, "AES"));
    return KeyCheckValue.of(KeySpec.AES_256, aes.doFinal(new byte[16]));
  }
}
