package dev.byok.custody;

import static dev.byok.custody.EscrowRefusedException.Reason.MALFORMED;
import static dev.byok.custody.EscrowRefusedException.Reason.UNSUPPORTED;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.AuthEnvelopedData;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.EncryptedContentInfo;
import org.bouncycastle.asn1.cms.GCMParameters;
import org.bouncycastle.asn1.cms.IssuerAndSerialNumber;
import org.bouncycastle.asn1.cms.KeyAgreeRecipientInfo;
import org.bouncycastle.asn1.cms.KeyTransRecipientInfo;
import org.bouncycastle.asn1.cms.PasswordRecipientInfo;
import org.bouncycastle.asn1.cms.RecipientInfo;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * The one form of CMS message that is read and written here: AuthEnvelopedData (RFC 5083) with
 * AES-256-GCM (RFC 5084), a nonce of 12 bytes, a tag of 16, and no attributes.
 *
 * <p>Reading takes out what varies (identifiers, wrapped keys, nonce, ciphertext, tag), builds the
 * message again from it, and refuses any difference: no version, parameter, flag or second spelling
 * remains that a reader might overlook.
 */
final class CmsForm {
  static final int MAX_BYTES = 64 * 1024;
  static final int MAX_RECIPIENTS = 16;

  private final List<CmsEntry> entries;
  private final byte[] nonce;
  private final byte[] ciphertext;
  private final byte[] tag;

  CmsForm(List<? extends CmsEntry> entries, byte[] nonce, byte[] ciphertextAndTag) {
    int end = ciphertextAndTag.length - ContentCipher.TAG_BYTES;
    this.entries = List.copyOf(entries);
    this.nonce = nonce;
    this.ciphertext = Arrays.copyOf(ciphertextAndTag, end);
    this.tag = Arrays.copyOfRange(ciphertextAndTag, end, ciphertextAndTag.length);
  }

  static CmsForm read(byte[] der) {
    if (der.length > MAX_BYTES) {
      throw malformed("it has " + der.length + " bytes; envelopes have at most " + MAX_BYTES);
    }
    DerShape.require(der);
    CmsForm form = parse(der);
    if (!Arrays.equals(form.toDer(), der)) {
      throw unsupported(
          "it differs from the one form that is read in a version, parameter or order");
    }
    return form;
  }

  private static CmsForm parse(byte[] der) {
    try {
      ContentInfo info = ContentInfo.getInstance(der);
      if (!CMSObjectIdentifiers.authEnvelopedData.equals(info.getContentType())) {
        throw unsupported("its content type is " + name(info.getContentType()));
      }
      return from(AuthEnvelopedData.getInstance(info.getContent()));
    } catch (EscrowRefusedException e) {
      throw e;
    } catch (RuntimeException e) {
      // The parser reports what is missing or misplaced as a dozen kinds of unchecked exception.
      throw new EscrowRefusedException(MALFORMED, message("it is no CMS message"), e);
    }
  }

  private static CmsForm from(AuthEnvelopedData data) {
    EncryptedContentInfo content = data.getAuthEncryptedContentInfo();
    AlgorithmIdentifier cipher = content.getContentEncryptionAlgorithm();
    if (!NISTObjectIdentifiers.id_aes256_GCM.equals(cipher.getAlgorithm())) {
      throw unsupported("its content is encrypted by " + cipher.getAlgorithm());
    }
    if (data.getAuthAttrs() != null || data.getUnauthAttrs() != null) {
      throw unsupported("it carries attributes");
    }
    byte[] nonce = GCMParameters.getInstance(cipher.getParameters()).getNonce();
    byte[] ciphertext = content.getEncryptedContent().getOctets();
    byte[] tag = data.getMac().getOctets();
    if (nonce.length != ContentCipher.NONCE_BYTES || tag.length != ContentCipher.TAG_BYTES) {
      throw unsupported("its nonce or its tag have odd lengths");
    }
    return new CmsForm(entries(data.getRecipientInfos()), nonce, joined(ciphertext, tag));
  }

  private static List<CmsEntry> entries(ASN1Set infos) {
    if (infos.size() == 0 || infos.size() > MAX_RECIPIENTS) {
      throw unsupported("it has " + infos.size() + " recipients; 1 to 16 are read");
    }
    List<CmsEntry> entries = new ArrayList<>();
    for (ASN1Encodable each : infos) {
      entries.add(entry(RecipientInfo.getInstance(each).getInfo()));
    }
    if (entries.stream().filter(PasswordEntry.class::isInstance).count() > 1) {
      throw unsupported("it has several passwords");
    }
    return entries;
  }

  private static CmsEntry entry(ASN1Encodable info) {
    if (info instanceof KeyTransRecipientInfo rsa) {
      return RsaEntry.from(rsa);
    }
    if (info instanceof KeyAgreeRecipientInfo ec) {
      return EcEntry.from(ec);
    }
    if (info instanceof PasswordRecipientInfo password) {
      return PasswordEntry.from(password);
    }
    throw unsupported("a recipient is neither a certificate nor a password");
  }

  List<CmsEntry> entries() {
    return entries;
  }

  byte[] decrypt(byte[] contentKey) {
    return ContentCipher.decrypt(contentKey, nonce, joined(ciphertext, tag));
  }

  private static byte[] joined(byte[] ciphertext, byte[] tag) {
    byte[] both = Arrays.copyOf(ciphertext, ciphertext.length + tag.length);
    System.arraycopy(tag, 0, both, ciphertext.length, tag.length);
    return both;
  }

  byte[] toDer() {
    DERSet recipients =
        new DERSet(entries.stream().map(CmsEntry::toAsn1).toArray(ASN1Encodable[]::new));
    AlgorithmIdentifier gcm =
        new AlgorithmIdentifier(
            NISTObjectIdentifiers.id_aes256_GCM, new GCMParameters(nonce, ContentCipher.TAG_BYTES));
    EncryptedContentInfo content =
        new EncryptedContentInfo(CMSObjectIdentifiers.data, gcm, new DEROctetString(ciphertext));
    AuthEnvelopedData data =
        new AuthEnvelopedData(null, recipients, content, null, new DEROctetString(tag), null);
    try {
      return new ContentInfo(CMSObjectIdentifiers.authEnvelopedData, data)
          .getEncoded(ASN1Encoding.DER);
    } catch (IOException impossible) {
      throw new IllegalStateException("An envelope could not be encoded.", impossible);
    }
  }

  static void require(AlgorithmIdentifier wanted, AlgorithmIdentifier found, String purpose) {
    if (!wanted.equals(found)) {
      throw unsupported(
          "its " + purpose + " " + found.getAlgorithm() + ", or with other parameters");
    }
  }

  /** A subject key identifier, the other way to name a certificate, is not read. */
  static IssuerAndSerialNumber id(@Nullable ASN1Encodable id) {
    if (id == null || id instanceof ASN1OctetString) {
      throw unsupported("a recipient is not named by issuer and serial number");
    }
    return IssuerAndSerialNumber.getInstance(id);
  }

  private static String name(ASN1ObjectIdentifier contentType) {
    return CMSObjectIdentifiers.envelopedData.equals(contentType)
        ? "EnvelopedData, which is not authenticated"
        : contentType.getId();
  }

  static EscrowRefusedException malformed(String what) {
    return new EscrowRefusedException(MALFORMED, message(what));
  }

  static EscrowRefusedException unsupported(String what) {
    return new EscrowRefusedException(
        UNSUPPORTED,
        "This is no envelope of the kind that is read: "
            + what
            + ". Read are AES-256-GCM AuthEnvelopedData to RSA certificates (OAEP with SHA-256), to EC"
            + " certificates (P-256, P-384; ECDH with SHA-256, AES-256 wrap) and to a password.");
  }

  private static String message(String what) {
    return "The envelope is damaged, or is none: " + what + ". Take another copy of the file.";
  }
}
