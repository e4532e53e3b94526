package dev.byok.custody;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Objects;

/** The holder of the private key of a certificate. Immutable. */
public final class CertificateRecipient extends EscrowRecipient {
  private final X509Certificate certificate;
  private final boolean anyDate;
  private final boolean anyUsage;

  CertificateRecipient(X509Certificate certificate, boolean anyDate, boolean anyUsage) {
    this.certificate = Objects.requireNonNull(certificate, "certificate");
    this.anyDate = anyDate;
    this.anyUsage = anyUsage;
  }

  /**
   * Accepts a certificate that has expired or is not valid yet. Its key may be lost or retired:
   * make sure that it still opens something.
   *
   * @return a changed copy
   */
  public CertificateRecipient withAnyDate() {
    return new CertificateRecipient(certificate, true, anyUsage);
  }

  /**
   * Accepts a certificate whose key usage (RFC 5280 section 4.2.1.3) does not name keyEncipherment
   * (RSA) or keyAgreement (EC).
   *
   * @return a changed copy
   */
  public CertificateRecipient withAnyUsage() {
    return new CertificateRecipient(certificate, anyDate, true);
  }

  /**
   * Identifies the certificate, to compare it with its owner.
   *
   * @return SHA-256 of its DER encoding, 64 lower-case hexadecimal digits, as {@code openssl x509
   *     -fingerprint -sha256} shows it with colons
   */
  public String sha256() {
    return CertificateRules.sha256(certificate);
  }

  @Override
  void requireFit(Instant at) {
    CertificateRules.requireKey(certificate);
    if (!anyDate) {
      CertificateRules.requireDate(certificate, at);
    }
    if (!anyUsage) {
      CertificateRules.requireUsage(certificate);
    }
  }

  @Override
  CmsEntry seal(byte[] contentKey, SecureRandom random)
      throws GeneralSecurityException, IOException {
    return certificate.getPublicKey() instanceof RSAPublicKey
        ? RsaEntry.seal(certificate, contentKey)
        : EcEntry.seal(certificate, contentKey, random);
  }

  @Override
  void forget() {
    // A certificate is public.
  }

  /** Returns serial number, issuer and the start of the fingerprint. */
  @Override
  public String toString() {
    return CmsEntry.describe(CmsEntry.idOf(certificate))
        + " sha256:"
        + sha256().substring(0, 16)
        + "…";
  }
}
