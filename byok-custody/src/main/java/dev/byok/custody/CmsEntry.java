package dev.byok.custody;

import java.io.IOException;
import java.math.BigInteger;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.cms.IssuerAndSerialNumber;
import org.bouncycastle.asn1.cms.RecipientInfo;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.crypto.digests.SHA256Digest;

/** One recipient's entry in an envelope: the content key, wrapped for that recipient. */
sealed interface CmsEntry permits RsaEntry, EcEntry, PasswordEntry {
  int CONTENT_KEY_BYTES = 32;

  /** The entry as RFC 5652 section 6.2 has it, in the one form that is read and written here. */
  RecipientInfo toAsn1();

  /** Names the whole entry: SHA-256 over its DER encoding, as {@code sha256:} and 64 digits. */
  default String fingerprint() {
    try {
      byte[] der = toAsn1().getEncoded(ASN1Encoding.DER);
      SHA256Digest digest = new SHA256Digest();
      digest.update(der, 0, der.length);
      byte[] hash = new byte[digest.getDigestSize()];
      digest.doFinal(hash, 0);
      return "sha256:" + HexFormat.of().formatHex(hash);
    } catch (IOException impossible) {
      throw new IllegalStateException("An entry could not be encoded.", impossible);
    }
  }

  static IssuerAndSerialNumber idOf(X509Certificate certificate) {
    X500Name issuer = X500Name.getInstance(certificate.getIssuerX500Principal().getEncoded());
    return new IssuerAndSerialNumber(issuer, certificate.getSerialNumber());
  }

  /** A recipient for messages: serial number as OpenSSL prints it, and the issuer. */
  static String describe(IssuerAndSerialNumber id) {
    BigInteger serial = id.getSerialNumber().getValue();
    return "certificate " + serial.toString(16) + " issued by " + printable(id.getName());
  }

  private static String printable(X500Name name) {
    String text = name.toString().replaceAll("\\p{Cntrl}", "?");
    return text.length() <= 100 ? text : text.substring(0, 100) + "…";
  }
}
