package dev.byok.custody;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.cms.PasswordRecipientInfo;
import org.bouncycastle.asn1.cms.RecipientInfo;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PBKDF2Params;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.engines.RFC3211WrapEngine;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.ParametersWithIV;
import org.bouncycastle.crypto.params.ParametersWithRandom;

/**
 * The entry of a password: PBKDF2 with HMAC-SHA-256, then the double AES-256-CBC wrap of RFC 3211
 * (RFC 5652 section 6.2.4, id-alg-PWRI-KEK).
 */
final class PasswordEntry implements CmsEntry {
  /** What OWASP recommends for PBKDF2-HMAC-SHA-256, and the least that is read. */
  static final int ROUNDS = 600_000;

  private static final int MAX_ROUNDS = 10_000_000;
  private static final int WRAPPED_BYTES = 48;
  private static final AlgorithmIdentifier PRF =
      new AlgorithmIdentifier(PKCSObjectIdentifiers.id_hmacWithSHA256, DERNull.INSTANCE);

  private final byte[] salt;
  private final int rounds;
  private final byte[] iv;
  private final byte[] wrapped;

  private PasswordEntry(byte[] salt, int rounds, byte[] iv, byte[] wrapped) {
    this.salt = salt;
    this.rounds = rounds;
    this.iv = iv;
    this.wrapped = wrapped;
  }

  static PasswordEntry seal(
      char[] password, byte[] contentKey, SecureRandom random, PasswordKdf kdf) {
    byte[] salt = new byte[16];
    random.nextBytes(salt);
    byte[] iv = new byte[16];
    random.nextBytes(iv);
    byte[] kek = kdf.derive(password, salt, ROUNDS);
    try {
      RFC3211WrapEngine engine = new RFC3211WrapEngine(AESEngine.newInstance());
      engine.init(
          true, new ParametersWithRandom(new ParametersWithIV(new KeyParameter(kek), iv), random));
      return new PasswordEntry(salt, ROUNDS, iv, engine.wrap(contentKey, 0, contentKey.length));
    } finally {
      Arrays.fill(kek, (byte) 0);
    }
  }

  static PasswordEntry from(PasswordRecipientInfo info) {
    AlgorithmIdentifier derivation = info.getKeyDerivationAlgorithm();
    if (!PKCSObjectIdentifiers.id_PBKDF2.equals(derivation.getAlgorithm())) {
      throw CmsForm.unsupported("its password is not stretched by PBKDF2");
    }
    PBKDF2Params pbkdf2 = PBKDF2Params.getInstance(derivation.getParameters());
    if (!PRF.equals(pbkdf2.getPrf())) {
      throw CmsForm.unsupported(
          "its password is not stretched with HMAC-SHA-256 (OpenSSL's own password envelopes are not)");
    }
    byte[] iv =
        ASN1OctetString.getInstance(
                AlgorithmIdentifier.getInstance(info.getKeyEncryptionAlgorithm().getParameters())
                    .getParameters())
            .getOctets();
    byte[] wrapped = info.getEncryptedKey().getOctets();
    if (pbkdf2.getSalt().length != 16 || iv.length != 16 || wrapped.length != WRAPPED_BYTES) {
      throw CmsForm.unsupported("salt, IV or wrapped key of its password entry have odd lengths");
    }
    return new PasswordEntry(
        pbkdf2.getSalt(), requireRounds(pbkdf2.getIterationCount()), iv, wrapped);
  }

  private static int requireRounds(BigInteger rounds) {
    if (rounds.bitLength() > 31 || rounds.intValue() < ROUNDS || rounds.intValue() > MAX_ROUNDS) {
      throw CmsForm.unsupported(
          "its password is stretched by a count of rounds outside 600,000 to 10,000,000");
    }
    return rounds.intValue();
  }

  @Override
  public RecipientInfo toAsn1() {
    PBKDF2Params pbkdf2 = new PBKDF2Params(salt, rounds, PRF);
    AlgorithmIdentifier cbc =
        new AlgorithmIdentifier(NISTObjectIdentifiers.id_aes256_CBC, new DEROctetString(iv));
    return new RecipientInfo(
        new PasswordRecipientInfo(
            new AlgorithmIdentifier(PKCSObjectIdentifiers.id_PBKDF2, pbkdf2),
            new AlgorithmIdentifier(PKCSObjectIdentifiers.id_alg_PWRI_KEK, cbc),
            new DEROctetString(wrapped)));
  }

  /** The caller zeroises the result. */
  byte[] unwrap(char[] password, PasswordKdf kdf) throws GeneralSecurityException {
    byte[] kek = kdf.derive(password, salt, rounds);
    try {
      RFC3211WrapEngine engine = new RFC3211WrapEngine(AESEngine.newInstance());
      engine.init(false, new ParametersWithIV(new KeyParameter(kek), iv));
      return engine.unwrap(wrapped, 0, wrapped.length);
    } catch (InvalidCipherTextException e) {
      throw new GeneralSecurityException("The password does not open the entry.", e);
    } finally {
      Arrays.fill(kek, (byte) 0);
    }
  }

  @Override
  public String toString() {
    return "a password";
  }
}
