package dev.byok.custody;

import java.security.GeneralSecurityException;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.cert.X509Certificate;
import java.security.spec.MGF1ParameterSpec;
import javax.crypto.Cipher;
import javax.crypto.NoSuchPaddingException;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.cms.IssuerAndSerialNumber;
import org.bouncycastle.asn1.cms.KeyTransRecipientInfo;
import org.bouncycastle.asn1.cms.RecipientIdentifier;
import org.bouncycastle.asn1.cms.RecipientInfo;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSAESOAEPparams;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/**
 * The entry of an RSA certificate: RSAES-OAEP with SHA-256 and MGF1 with SHA-256 (RFC 5652 section
 * 6.2.1, RFC 3560). The parameters of the hashes are absent, which is how OpenSSL writes them.
 */
final class RsaEntry implements CmsEntry {
  private static final OAEPParameterSpec OAEP_SPEC =
      new OAEPParameterSpec(
          "SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT);
  private static final AlgorithmIdentifier OAEP = oaepIdentifier();

  private final IssuerAndSerialNumber id;
  private final byte[] wrapped;

  private RsaEntry(IssuerAndSerialNumber id, byte[] wrapped) {
    this.id = id;
    this.wrapped = wrapped;
  }

  private static AlgorithmIdentifier oaepIdentifier() {
    AlgorithmIdentifier sha256 = new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256);
    AlgorithmIdentifier mgf1 = new AlgorithmIdentifier(PKCSObjectIdentifiers.id_mgf1, sha256);
    RSAESOAEPparams parameters =
        new RSAESOAEPparams(sha256, mgf1, RSAESOAEPparams.DEFAULT_P_SOURCE_ALGORITHM);
    return new AlgorithmIdentifier(PKCSObjectIdentifiers.id_RSAES_OAEP, parameters);
  }

  static RsaEntry seal(X509Certificate certificate, byte[] contentKey)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPPadding", PrivateProvider.BOUNCY_CASTLE);
    cipher.init(Cipher.ENCRYPT_MODE, certificate.getPublicKey(), OAEP_SPEC);
    return new RsaEntry(CmsEntry.idOf(certificate), cipher.doFinal(contentKey));
  }

  static RsaEntry from(KeyTransRecipientInfo info) {
    CmsForm.require(OAEP, info.getKeyEncryptionAlgorithm(), "RSA keys are wrapped by");
    byte[] wrapped = info.getEncryptedKey().getOctets();
    if (wrapped.length < 256 || wrapped.length > 1024) {
      throw CmsForm.unsupported(
          "a recipient's RSA key has " + wrapped.length * 8 + " bits; 2048 to 8192 are read");
    }
    return new RsaEntry(CmsForm.id(info.getRecipientIdentifier().getId()), wrapped);
  }

  @Override
  public RecipientInfo toAsn1() {
    return new RecipientInfo(
        new KeyTransRecipientInfo(new RecipientIdentifier(id), OAEP, new DEROctetString(wrapped)));
  }

  /** The caller zeroises the result. */
  byte[] unwrap(PrivateKey key, Provider provider) throws GeneralSecurityException {
    Cipher cipher;
    try {
      cipher = Cipher.getInstance("RSA/ECB/OAEPPadding", provider);
    } catch (NoSuchPaddingException | NoSuchAlgorithmException e) {
      // SunPKCS11 has no OAEP on any JDK. The HSM does the raw RSA, the padding is removed here.
      return RawOaep.unwrap(key, provider, wrapped);
    }
    cipher.init(Cipher.DECRYPT_MODE, key, OAEP_SPEC);
    return cipher.doFinal(wrapped);
  }

  @Override
  public String toString() {
    return CmsEntry.describe(id);
  }
}
