package dev.byok.custody;

import dev.byok.KeyMaterial;
import java.security.PrivateKey;
import java.security.Provider;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Key material encrypted to the holders of certificates, to a password, or both: a CMS message (RFC
 * 5652, RFC 5083) that OpenSSL 3.0 opens.
 *
 * <p>Any one recipient can open it. The facts are part of what is encrypted: ASCII header lines, an
 * empty line, then the 16 or 32 bytes of material last. Immutable and thread-safe; it holds no
 * secret in the clear. There is no signature: who made it is not proven, so compare the check value
 * with your own record.
 */
public final class EscrowEnvelope {
  private final byte[] der;
  private final CmsForm form;
  private final @Nullable EscrowFacts claimed;

  private EscrowEnvelope(byte[] der, CmsForm form, @Nullable EscrowFacts claimed) {
    this.der = der;
    this.form = form;
    this.claimed = claimed;
  }

  /**
   * Encrypts material to recipients. All of them are checked before anything is encrypted.
   *
   * @param material what to keep; it stays open and the caller's to close
   * @param name the alias or the id of its CMK, as {@link EscrowFacts#name()}
   * @param clock dates the envelope, and decides whether certificates are valid
   * @param recipients 1 to 16 certificates and passwords, at most one of them a password; passwords
   *     are zeroised, even if this fails
   * @return the envelope
   * @throws RecipientRefusedException if a certificate has expired or is not valid yet, has another
   *     usage, or a key that is not accepted
   * @throws IllegalArgumentException if the name is no name, or there are no, too many or repeated
   *     recipients
   * @throws IllegalStateException if the material is closed, or a password was used before
   */
  public static EscrowEnvelope seal(
      KeyMaterial material, String name, InstantSource clock, EscrowRecipient... recipients) {
    List<EscrowRecipient> all = List.of(recipients);
    try {
      EscrowFacts facts =
          new EscrowFacts(material.checkValue().orElseThrow(), name, clock.instant());
      CmsForm form = EnvelopeSealing.seal(material, facts, all);
      return new EscrowEnvelope(form.toDer(), form, facts);
    } finally {
      all.forEach(EscrowRecipient::forget);
    }
  }

  /**
   * Reads the binary form. Nothing is decrypted yet, so nothing is proven about its content.
   *
   * @param der one CMS message in DER, at most 64 KiB, copied
   * @return the envelope
   * @throws EscrowRefusedException if it is damaged or of another kind, {@link
   *     EscrowRefusedException.Reason#MALFORMED} or {@link
   *     EscrowRefusedException.Reason#UNSUPPORTED}
   */
  public static EscrowEnvelope fromDer(byte[] der) {
    byte[] copy = der.clone();
    return new EscrowEnvelope(copy, CmsForm.read(copy), null);
  }

  /**
   * Reads the text form: a {@code CMS} block (RFC 7468 section 9), before it either nothing or the
   * five lines with the facts.
   *
   * @param pem at most 96 Ki characters; line ends of either kind
   * @return the envelope; {@link #open} compares the facts before the block with those inside
   * @throws EscrowRefusedException if it is damaged or of another kind, as for {@link #fromDer}
   */
  public static EscrowEnvelope fromPem(String pem) {
    PemText text = PemText.read(pem);
    return new EscrowEnvelope(text.der(), CmsForm.read(text.der()), text.facts());
  }

  /**
   * Opens the envelope with a private key in memory.
   *
   * @param key the RSA or EC private key of one recipient
   * @return material and facts, to be closed by the caller
   * @throws EscrowRefusedException if it does not open; nothing came out then
   */
  public OpenedEscrow open(PrivateKey key) {
    return open(key, PrivateProvider.BOUNCY_CASTLE);
  }

  /**
   * Opens the envelope with a private key that lives in a provider, an HSM through SunPKCS11 as a
   * rule. The provider does RSA-OAEP or, where it has none, the raw RSA operation ({@code
   * RSA/ECB/NoPadding}); for EC keys the {@code ECDH} key agreement.
   *
   * @param key the private key of one recipient, or the handle of one
   * @param provider what can use that key; it need not be registered
   * @return material and facts, to be closed by the caller
   * @throws EscrowRefusedException if it does not open; nothing came out then
   */
  public OpenedEscrow open(PrivateKey key, Provider provider) {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(provider, "provider");
    return EnvelopeOpening.open(form, claimed, new EnvelopeOpening.WithKey(key, provider));
  }

  /**
   * Opens the envelope with its password, which takes a second or so by design.
   *
   * @param password the password; the array is zeroised, even if this fails
   * @return material and facts, to be closed by the caller
   * @throws EscrowRefusedException if it does not open; nothing came out then
   */
  public OpenedEscrow open(char[] password) {
    return open(password, PasswordKdf.PBKDF2);
  }

  OpenedEscrow open(char[] password, PasswordKdf kdf) {
    try {
      return EnvelopeOpening.open(form, claimed, new EnvelopeOpening.WithPassword(password, kdf));
    } finally {
      Arrays.fill(password, '\0');
    }
  }

  /**
   * What the envelope says about itself outside the encryption, for finding the right file. It is
   * not authentic before {@link #open} returned.
   *
   * @return the facts; empty if it was read as DER or from text without facts
   */
  public Optional<EscrowFacts> claimedFacts() {
    return Optional.ofNullable(claimed);
  }

  /**
   * Who can open it.
   *
   * @return one line for each recipient: serial number and issuer of the certificate, or "a
   *     password"
   */
  public List<String> recipients() {
    return form.entries().stream().map(Object::toString).toList();
  }

  /**
   * The binary form.
   *
   * @return a copy of the DER encoding
   */
  public byte[] toDer() {
    return der.clone();
  }

  /**
   * The text form, for a file with the ending {@code .pem}.
   *
   * @return the facts, if they are known, then the {@code CMS} block; ends with a line feed
   */
  public String toPem() {
    return PemText.write(claimed, der);
  }

  /** Returns name, check value and the number of recipients. */
  @Override
  public String toString() {
    String facts = claimed == null ? "" : claimed.name() + " " + claimed.checkValue() + ", ";
    return "EscrowEnvelope[" + facts + form.entries().size() + " recipients]";
  }
}
