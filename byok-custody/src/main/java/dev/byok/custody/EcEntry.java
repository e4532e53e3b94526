package dev.byok.custody;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import javax.crypto.KeyAgreement;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.cms.IssuerAndSerialNumber;
import org.bouncycastle.asn1.cms.KeyAgreeRecipientIdentifier;
import org.bouncycastle.asn1.cms.KeyAgreeRecipientInfo;
import org.bouncycastle.asn1.cms.OriginatorIdentifierOrKey;
import org.bouncycastle.asn1.cms.OriginatorPublicKey;
import org.bouncycastle.asn1.cms.RecipientEncryptedKey;
import org.bouncycastle.asn1.cms.RecipientInfo;
import org.bouncycastle.asn1.cms.ecc.ECCCMSSharedInfo;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.agreement.ECDHBasicAgreement;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.engines.AESWrapEngine;
import org.bouncycastle.crypto.generators.ECKeyPairGenerator;
import org.bouncycastle.crypto.params.ECKeyGenerationParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.util.PublicKeyFactory;
import org.bouncycastle.util.BigIntegers;

/**
 * The entry of an EC certificate: one-pass ECDH with a fresh key pair, the X9.63 KDF with SHA-256,
 * AES-256 key wrap (RFC 5652 section 6.2.2, RFC 5753 section 3.1, RFC 3565).
 */
final class EcEntry implements CmsEntry {
  private static final AlgorithmIdentifier WRAP =
      new AlgorithmIdentifier(NISTObjectIdentifiers.id_aes256_wrap);
  private static final AlgorithmIdentifier ECDH =
      new AlgorithmIdentifier(SECObjectIdentifiers.dhSinglePass_stdDH_sha256kdf_scheme, WRAP);
  private static final AlgorithmIdentifier EC_WITHOUT_CURVE =
      new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey);

  private final IssuerAndSerialNumber id;
  private final byte[] point;
  private final byte[] wrapped;

  private EcEntry(IssuerAndSerialNumber id, byte[] point, byte[] wrapped) {
    this.id = id;
    this.point = point;
    this.wrapped = wrapped;
  }

  static EcEntry seal(X509Certificate certificate, byte[] contentKey, SecureRandom random)
      throws IOException {
    ECPublicKeyParameters theirs =
        (ECPublicKeyParameters) PublicKeyFactory.createKey(certificate.getPublicKey().getEncoded());
    ECKeyPairGenerator generator = new ECKeyPairGenerator();
    generator.init(new ECKeyGenerationParameters(theirs.getParameters(), random));
    AsymmetricCipherKeyPair fresh = generator.generateKeyPair();
    ECDHBasicAgreement agreement = new ECDHBasicAgreement();
    agreement.init(fresh.getPrivate());
    byte[] secret =
        BigIntegers.asUnsignedByteArray(
            agreement.getFieldSize(), agreement.calculateAgreement(theirs));
    byte[] point = ((ECPublicKeyParameters) fresh.getPublic()).getQ().getEncoded(false);
    return new EcEntry(CmsEntry.idOf(certificate), point, wrap(secret, contentKey));
  }

  static EcEntry from(KeyAgreeRecipientInfo info) {
    CmsForm.require(ECDH, info.getKeyEncryptionAlgorithm(), "EC keys are agreed on by");
    byte[] point = info.getOriginator().getOriginatorKey().getPublicKeyData().getBytes();
    // 4 announces an uncompressed point; 6 and 7 would be a second spelling of the same point.
    if (point.length == 0 || point[0] != 4 || (point.length != 65 && point.length != 97)) {
      throw CmsForm.unsupported(
          "a recipient's EC point is not an uncompressed one of P-256 or P-384");
    }
    if (info.getRecipientEncryptedKeys().size() != 1) {
      throw CmsForm.unsupported("an entry serves several EC keys at once");
    }
    RecipientEncryptedKey only =
        RecipientEncryptedKey.getInstance(info.getRecipientEncryptedKeys().getObjectAt(0));
    return new EcEntry(
        CmsForm.id(only.getIdentifier().getIssuerAndSerialNumber()),
        point,
        only.getEncryptedKey().getOctets());
  }

  @Override
  public RecipientInfo toAsn1() {
    RecipientEncryptedKey only =
        new RecipientEncryptedKey(new KeyAgreeRecipientIdentifier(id), new DEROctetString(wrapped));
    OriginatorIdentifierOrKey originator =
        new OriginatorIdentifierOrKey(new OriginatorPublicKey(EC_WITHOUT_CURVE, point));
    return new RecipientInfo(
        new KeyAgreeRecipientInfo(originator, null, ECDH, new DERSequence(only)));
  }

  /** The caller zeroises the result. */
  byte[] unwrap(PrivateKey key, Provider provider) throws GeneralSecurityException {
    KeyAgreement agreement = KeyAgreement.getInstance("ECDH", provider);
    agreement.init(key);
    agreement.doPhase(freshKey(), true);
    return unwrap(agreement.generateSecret());
  }

  private PublicKey freshKey() throws GeneralSecurityException {
    ASN1ObjectIdentifier curve =
        point.length == 65 ? SECObjectIdentifiers.secp256r1 : SECObjectIdentifiers.secp384r1;
    SubjectPublicKeyInfo info =
        new SubjectPublicKeyInfo(
            new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, curve), point);
    try {
      return KeyFactory.getInstance("EC", PrivateProvider.BOUNCY_CASTLE)
          .generatePublic(new X509EncodedKeySpec(info.getEncoded(ASN1Encoding.DER)));
    } catch (IOException impossible) {
      throw new InvalidKeyException("The entry's public key could not be encoded.", impossible);
    }
  }

  private static byte[] wrap(byte[] secret, byte[] contentKey) throws IOException {
    byte[] kek = kek(secret);
    try {
      AESWrapEngine engine = new AESWrapEngine();
      engine.init(true, new KeyParameter(kek));
      return engine.wrap(contentKey, 0, contentKey.length);
    } finally {
      Arrays.fill(kek, (byte) 0);
    }
  }

  private byte[] unwrap(byte[] secret) throws GeneralSecurityException {
    byte[] kek = new byte[0];
    try {
      kek = kek(secret);
      AESWrapEngine engine = new AESWrapEngine();
      engine.init(false, new KeyParameter(kek));
      return engine.unwrap(wrapped, 0, wrapped.length);
    } catch (InvalidCipherTextException | IOException e) {
      throw new GeneralSecurityException("The entry's wrapped key does not open.", e);
    } finally {
      Arrays.fill(kek, (byte) 0);
    }
  }

  /**
   * One block of the X9.63 KDF, which is all that 32 bytes need: SHA-256 over the secret, the
   * counter 1 and ECC-CMS-SharedInfo (RFC 5753 section 7.2). Zeroises the secret.
   */
  private static byte[] kek(byte[] secret) throws IOException {
    try {
      byte[] bits = {0, 0, 1, 0};
      byte[] shared = new ECCCMSSharedInfo(WRAP, bits).getEncoded(ASN1Encoding.DER);
      SHA256Digest digest = new SHA256Digest();
      digest.update(secret, 0, secret.length);
      digest.update(new byte[] {0, 0, 0, 1}, 0, 4);
      digest.update(shared, 0, shared.length);
      byte[] kek = new byte[digest.getDigestSize()];
      digest.doFinal(kek, 0);
      return kek;
    } finally {
      Arrays.fill(secret, (byte) 0);
    }
  }

  @Override
  public String toString() {
    return CmsEntry.describe(id);
  }
}
