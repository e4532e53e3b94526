package dev.byok.custody;

import dev.byok.KeySpec;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.Provider;
import java.security.Security;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.util.Arrays;
import org.bouncycastle.asn1.x509.KeyUsage;

/** Runs in a JVM of its own, see {@link HsmTest}. */
final class HsmOpener {
  /** SoftHSM where Debian installs it; private keys sensitive, what ECDH derives readable. */
  static final String CONFIGURATION =
      """
      name = byok
      library = /usr/lib/softhsm/libsofthsm2.so
      slotListIndex = 0
      attributes(generate, CKO_PRIVATE_KEY, *) = {
        CKA_SENSITIVE = true
        CKA_EXTRACTABLE = false
        CKA_DECRYPT = true
        CKA_DERIVE = true
      }
      attributes(generate, CKO_SECRET_KEY, CKK_GENERIC_SECRET) = {
        CKA_SENSITIVE = false
        CKA_EXTRACTABLE = true
      }
      """;

  private HsmOpener() {}

  public static void main(String[] args) throws Exception {
    Provider token = Security.getProvider("SunPKCS11").configure("pkcs11.cfg");
    KeyStore.getInstance("PKCS11", token).load(null, "1234".toCharArray());
    open(token, "RSA", new RSAKeyGenParameterSpec(2048, RSAKeyGenParameterSpec.F4));
    open(token, "EC", new ECGenParameterSpec("secp384r1"));
  }

  private static void open(Provider token, String algorithm, AlgorithmParameterSpec spec)
      throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm, token);
    generator.initialize(spec);
    KeyPair pair = generator.generateKeyPair();
    require(pair.getPrivate().getEncoded() == null, "the private key left the token");
    int usage = KeyUsage.keyEncipherment | KeyUsage.keyAgreement;
    EscrowEnvelope envelope =
        Samples.envelope(
            Holder.OTHER_RSA.recipient(), Holder.certified(pair, "Token", usage).recipient());

    byte[] material = Samples.bytesOf(envelope.open(pair.getPrivate(), token));

    require(Arrays.equals(material, Samples.bytes(KeySpec.AES_256)), "other material came out");
    requireRefused(envelope, pair);
    System.out.println("opened with " + algorithm);
  }

  private static void requireRefused(EscrowEnvelope envelope, KeyPair pair) {
    try {
      envelope.open(pair.getPrivate()).close();
      throw new AssertionError("a key in the token was used without its provider");
    } catch (EscrowRefusedException expected) {
      require(expected.getMessage().contains("provider"), "the message does not name the remedy");
    }
  }

  private static void require(boolean condition, String otherwise) {
    if (!condition) {
      throw new AssertionError(otherwise);
    }
  }
}
