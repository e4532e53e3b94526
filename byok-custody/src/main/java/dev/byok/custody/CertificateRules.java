package dev.byok.custody;

import java.io.ByteArrayInputStream;
import java.security.PublicKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Objects;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.jspecify.annotations.Nullable;

/** Which certificates can be sealed to. */
final class CertificateRules {
  private static final String BEGIN = "-----BEGIN CERTIFICATE-----";
  private static final String END = "-----END CERTIFICATE-----";
  private static final int MAX_CHARS = 64 * 1024;
  private static final int KEY_ENCIPHERMENT = 2;
  private static final int KEY_AGREEMENT = 4;

  private CertificateRules() {}

  static X509Certificate fromPem(String pem) {
    int begin = pem.indexOf(BEGIN);
    int end = pem.indexOf(END);
    if (pem.length() > MAX_CHARS || begin < 0 || end < begin || pem.lastIndexOf(BEGIN) > begin) {
      throw refused("This text does not hold exactly one PEM certificate", null);
    }
    String base64 = pem.substring(begin + BEGIN.length(), end).replaceAll("\\s", "");
    try {
      byte[] der = Base64.getDecoder().decode(base64);
      CertificateFactory factory =
          CertificateFactory.getInstance("X.509", PrivateProvider.BOUNCY_CASTLE);
      X509Certificate read =
          (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(der));
      if (read == null) {
        throw refused("This PEM block is empty", null);
      }
      return read;
    } catch (CertificateException | RuntimeException e) {
      // The parser reports damage as a dozen kinds of unchecked exception.
      throw refused("This PEM text is no readable X.509 certificate", e);
    }
  }

  static void requireKey(X509Certificate certificate) {
    PublicKey key = publicKey(certificate);
    if (key instanceof RSAPublicKey rsa && key.getAlgorithm().equals("RSA")) {
      int bits = rsa.getModulus().bitLength();
      if (bits < 2048 || bits > 8192) {
        throw refused(certificate, "its RSA key has " + bits + " bits; 2048 to 8192 are accepted");
      }
    } else if (!isAcceptedCurve(key)) {
      throw refused(
          certificate,
          "its key is "
              + key.getAlgorithm()
              + ", which is neither RSA nor EC on P-256 or P-384 (RSA-PSS keys only sign)");
    }
  }

  private static PublicKey publicKey(X509Certificate certificate) {
    try {
      return Objects.requireNonNull(certificate.getPublicKey(), "public key");
    } catch (RuntimeException e) {
      // Bouncy Castle has null for a key of a kind that it does not know.
      throw refused("The key of this certificate cannot be read", e);
    }
  }

  private static boolean isAcceptedCurve(PublicKey key) {
    SubjectPublicKeyInfo info = SubjectPublicKeyInfo.getInstance(key.getEncoded());
    Object curve = info.getAlgorithm().getParameters();
    return X9ObjectIdentifiers.id_ecPublicKey.equals(info.getAlgorithm().getAlgorithm())
        && (SECObjectIdentifiers.secp256r1.equals(curve)
            || SECObjectIdentifiers.secp384r1.equals(curve));
  }

  static void requireDate(X509Certificate certificate, Instant at) {
    Instant from = certificate.getNotBefore().toInstant();
    Instant to = certificate.getNotAfter().toInstant();
    if (at.isBefore(from) || at.isAfter(to)) {
      throw refused(
          certificate,
          "it is valid from "
              + from
              + " to "
              + to
              + " and now is "
              + at
              + ". If its key is still kept, accept it with withAnyDate()");
    }
  }

  /** Without the extension every usage is allowed (RFC 5280 section 4.2.1.3). */
  static void requireUsage(X509Certificate certificate) {
    boolean[] usage = certificate.getKeyUsage();
    boolean rsa = certificate.getPublicKey() instanceof RSAPublicKey;
    if (usage != null && !usage[rsa ? KEY_ENCIPHERMENT : KEY_AGREEMENT]) {
      throw refused(
          certificate,
          "its key usage does not name "
              + (rsa ? "keyEncipherment" : "keyAgreement")
              + ". If it shall decrypt nevertheless, accept it with withAnyUsage()");
    }
  }

  static String sha256(X509Certificate certificate) {
    try {
      byte[] der = certificate.getEncoded();
      SHA256Digest digest = new SHA256Digest();
      digest.update(der, 0, der.length);
      byte[] hash = new byte[digest.getDigestSize()];
      digest.doFinal(hash, 0);
      return HexFormat.of().formatHex(hash);
    } catch (CertificateEncodingException e) {
      throw refused("This certificate cannot be encoded", e);
    }
  }

  private static RecipientRefusedException refused(X509Certificate certificate, String why) {
    return refused(
        "The " + CmsEntry.describe(CmsEntry.idOf(certificate)) + " was refused: " + why, null);
  }

  private static RecipientRefusedException refused(String what, @Nullable Throwable cause) {
    return new RecipientRefusedException(what + ". Nothing was sealed.", cause);
  }
}
