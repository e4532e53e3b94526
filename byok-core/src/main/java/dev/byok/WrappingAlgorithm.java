package dev.byok;

import java.security.SecureRandom;
import org.bouncycastle.crypto.AsymmetricBlockCipher;
import org.bouncycastle.crypto.DataLengthException;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.digests.SHA1Digest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.encodings.OAEPEncoding;
import org.bouncycastle.crypto.encodings.PKCS1Encoding;
import org.bouncycastle.crypto.params.ParametersWithRandom;

/**
 * How key material is wrapped under the RSA-2048 key of a KMS, by the names that Tencent Cloud
 * uses.
 *
 * <p>In both OAEP variants one hash serves for the label and for MGF1, and the label is empty. This
 * is what OpenSSL does with {@code rsa_oaep_md} alone, and not what Java's transformation {@code
 * OAEPWithSHA-256AndMGF1Padding} does, which keeps SHA-1 for MGF1.
 */
public enum WrappingAlgorithm {
  /** RSAES-OAEP with SHA-256, MGF1 with SHA-256 (RFC 8017 section 7.1): the one to choose. */
  RSAES_OAEP_SHA_256 {
    @Override
    AsymmetricBlockCipher over(RawRsa rsa) {
      return oaep(rsa, SHA256Digest.newInstance(), SHA256Digest.newInstance());
    }
  },
  /**
   * RSAES-OAEP with SHA-1, MGF1 with SHA-1 (RFC 8017 section 7.1): sound, for HSMs without SHA-256.
   */
  RSAES_OAEP_SHA_1 {
    @Override
    AsymmetricBlockCipher over(RawRsa rsa) {
      return oaep(rsa, new SHA1Digest(), new SHA1Digest());
    }
  },
  /**
   * RSAES-PKCS1-v1_5 (RFC 8017 section 7.2): only for HSMs without OAEP; NIST SP 800-131A disallows
   * it for key transport.
   */
  RSAES_PKCS1_V1_5 {
    @Override
    AsymmetricBlockCipher over(RawRsa rsa) {
      return new PKCS1Encoding(rsa);
    }
  };

  abstract AsymmetricBlockCipher over(RawRsa rsa);

  private static AsymmetricBlockCipher oaep(RawRsa rsa, Digest label, Digest mgf1) {
    byte[] emptyLabel = null;
    return new OAEPEncoding(rsa, label, mgf1, emptyLabel);
  }

  /**
   * Pads and encrypts; the material stays the caller's to zeroise, the result has 256 bytes.
   *
   * @throws WrappingException when the material is longer than the padding has room for
   */
  byte[] wrap(byte[] material, WrappingKey key, SecureRandom random) {
    AsymmetricBlockCipher cipher = over(key.rsa());
    cipher.init(true, new ParametersWithRandom(RawRsa.publicKey(), random));
    try {
      return cipher.processBlock(material, 0, material.length);
    } catch (InvalidCipherTextException | IllegalArgumentException | DataLengthException e) {
      // Of material that is too long, PKCS1Encoding says the second and OAEPEncoding the third.
      throw new WrappingException(
          this + " cannot pad " + material.length + " bytes: they are too long for RSA-2048.", e);
    }
  }
}
