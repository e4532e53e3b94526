package dev.byok;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/** Encodings that only tests make, wrong ones among them. */
final class Encoded {
  static final AlgorithmIdentifier RSA =
      new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE);

  private Encoded() {}

  static WrappingKey wrappingKey(BigInteger modulus, BigInteger exponent) {
    return WrappingKey.fromDer(publicKey(modulus, exponent));
  }

  static byte[] publicKey(BigInteger modulus, BigInteger exponent) {
    return publicKey(RSA, modulus, exponent);
  }

  static byte[] publicKey(AlgorithmIdentifier algorithm, BigInteger modulus, BigInteger exponent) {
    try {
      return der(new SubjectPublicKeyInfo(algorithm, new RSAPublicKey(modulus, exponent)));
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  static byte[] der(ASN1Encodable value) {
    try {
      return value.toASN1Primitive().getEncoded(ASN1Encoding.DER);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /** The seed under the mask, RFC 8017 section 7.1.2 step 3; one hash for all. */
  static byte[] oaepSeed(byte[] block, String hash) throws GeneralSecurityException {
    MessageDigest digest = MessageDigest.getInstance(hash);
    int length = digest.getDigestLength();
    byte[] maskedData = Arrays.copyOfRange(block, 1 + length, block.length);
    // A mask no longer than one hash needs only the counter 0 of MGF1.
    digest.update(maskedData);
    byte[] seed = digest.digest(ByteBuffer.allocate(4).array());
    for (int i = 0; i < length; i++) {
      seed[i] ^= block[1 + i];
    }
    return seed;
  }
}
