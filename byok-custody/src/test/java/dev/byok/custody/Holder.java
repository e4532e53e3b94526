package dev.byok.custody;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A key pair made for one test run, with a certificate of a test CA. */
record Holder(PrivateKey key, X509Certificate certificate) {
  static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z");
  private static final KeyPair CA = pair("EC", new ECGenParameterSpec("secp256r1"));
  private static final int USABLE = KeyUsage.keyEncipherment | KeyUsage.keyAgreement;

  static final Holder RSA = certified(rsa(2048), "Alice", USABLE);
  static final Holder OTHER_RSA = certified(rsa(2048), "Eve", USABLE);
  static final Holder P256 = certified(ec("secp256r1"), "Bob", USABLE);
  static final Holder P384 = certified(ec("secp384r1"), "Carol", USABLE);

  static KeyPair rsa(int bits) {
    return pair("RSA", new RSAKeyGenParameterSpec(bits, RSAKeyGenParameterSpec.F4));
  }

  static KeyPair ec(String curve) {
    return pair("EC", new ECGenParameterSpec(curve));
  }

  /** A key pair of a kind that has one size. */
  static KeyPair of(String algorithm) {
    try {
      return KeyPairGenerator.getInstance(algorithm).generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static KeyPair pair(String algorithm, AlgorithmParameterSpec spec) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
      generator.initialize(spec);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static Holder certified(KeyPair pair, String name, int usage) {
    Instant from = NOW.minus(Duration.ofDays(30));
    return certified(pair, name, usage, from);
  }

  /** A certificate for a year from an instant on; usage 0 leaves the extension out. */
  static Holder certified(KeyPair pair, String name, int usage, Instant from) {
    return new Holder(pair.getPrivate(), certificate(pair.getPublic(), name, usage, from));
  }

  private static X509Certificate certificate(PublicKey key, String name, int usage, Instant from) {
    try {
      X509v3CertificateBuilder builder =
          new JcaX509v3CertificateBuilder(
              new X500Name("CN=Test CA"),
              BigInteger.valueOf(0x1000 + name.hashCode() % 0x1000),
              Date.from(from),
              Date.from(from.plus(Duration.ofDays(365))),
              new X500Name("CN=" + name),
              key);
      builder.addExtension(
          Extension.subjectKeyIdentifier,
          false,
          new JcaX509ExtensionUtils().createSubjectKeyIdentifier(key));
      if (usage != 0) {
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(usage));
      }
      return new JcaX509CertificateConverter()
          .getCertificate(
              builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(CA.getPrivate())));
    } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  EscrowRecipient recipient() {
    return EscrowRecipient.certificate(certificate);
  }
}
