package dev.byok.custody;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;

/**
 * Who can open an envelope: the holder of a certificate's private key, or whoever knows a password.
 */
public abstract sealed class EscrowRecipient permits CertificateRecipient, PasswordRecipient {

  EscrowRecipient() {}

  /**
   * The holder of the private key of a certificate: RSA of 2048 to 8192 bits, or EC on P-256 or
   * P-384. What else it must fulfil is checked when the envelope is sealed, against that date.
   *
   * <p>The chain and the revocation of the certificate are not checked: compare its fingerprint
   * with its owner.
   *
   * @param certificate an X.509 certificate
   * @return the recipient, which can be told to accept an expired certificate or another usage
   */
  public static CertificateRecipient certificate(X509Certificate certificate) {
    return new CertificateRecipient(certificate, false, false);
  }

  /**
   * The holder of the private key of a certificate, as {@link #certificate(X509Certificate)}.
   *
   * @param pem one certificate between {@code BEGIN CERTIFICATE} and {@code END CERTIFICATE}; text
   *     around it is skipped; at most 64 KiB
   * @return the recipient
   * @throws RecipientRefusedException if there is no certificate, or more than one
   */
  public static CertificateRecipient certificate(String pem) {
    return certificate(CertificateRules.fromPem(pem));
  }

  /**
   * Whoever knows a password. The array is used as it is, without a copy, and zeroised by {@link
   * EscrowEnvelope#seal}, even if that fails; so this recipient can seal one envelope.
   *
   * <p>An envelope can be attacked offline for ever: let the password be drawn, not thought up.
   *
   * @param password 15 to 128 printable ASCII characters (spaces count): the length that NIST SP
   *     800-63B-4 asks of a password that stands alone, and characters that every keyboard and
   *     terminal sends alike
   * @return the recipient
   * @throws IllegalArgumentException if the password is too short, too long or holds other
   *     characters; the array is zeroised then
   */
  public static EscrowRecipient password(char[] password) {
    return new PasswordRecipient(password, PasswordKdf.PBKDF2);
  }

  /** Refuses a recipient that must not be sealed to, before anything is wrapped. */
  abstract void requireFit(Instant at);

  abstract CmsEntry seal(byte[] contentKey, SecureRandom random)
      throws GeneralSecurityException, IOException;

  /** Zeroises what is secret; later sealing is refused. */
  abstract void forget();
}
