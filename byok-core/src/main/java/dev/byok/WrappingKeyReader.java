package dev.byok;

import java.io.IOException;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Base64;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.RSAPrivateKey;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/** Reads a wrapping key strictly, and says of what is not one what it is instead. */
final class WrappingKeyReader {
  private static final int MODULUS_BITS = 8 * WrappingKey.MODULUS_BYTES;
  private static final BigInteger MIN_EXPONENT = BigInteger.valueOf(65537);

  /** FIPS 186-5 appendix A.1.1 allows exponents below 2^256; more would only burn time. */
  private static final int MAX_EXPONENT_BITS = 256;

  /** Far more than a 2048-bit key with any exponent needs; less than what could hurt to parse. */
  private static final int MAX_DER_BYTES = 4096;

  /** The same in Base64, with white space. */
  private static final int MAX_TEXT_CHARS = 4 * MAX_DER_BYTES;

  private static final AlgorithmIdentifier RSA =
      new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE);

  private static final String CERTIFICATE = "an X.509 certificate, not a bare public key.";
  private static final String PRIVATE_KEY =
      "a private key: it has no business here, keep it away from this tool.";

  private static final String REMEDY =
      " Expected is what GetParametersForImport returns as PublicKey: Base64 of a DER"
          + " SubjectPublicKeyInfo with an RSA-2048 key.";

  private WrappingKeyReader() {}

  static byte[] decodeBase64(String text) {
    if (text.length() > MAX_TEXT_CHARS) {
      throw refused("The text has " + text.length() + " characters.");
    }
    requireNoPem(text);
    String bare = withoutWhiteSpace(text);
    try {
      byte[] der = Base64.getDecoder().decode(bare);
      // Java's decoder takes missing padding and stray bits before it; a cut text looks like that.
      if (Base64.getEncoder().encodeToString(der).equals(bare)) {
        return der;
      }
    } catch (IllegalArgumentException notBase64) {
      // Falls through to the refusal: the characters are right, so their number is wrong.
    }
    throw refused("The Base64 is not complete: it was cut, or its padding was lost.");
  }

  private static void requireNoPem(String text) {
    if (!text.contains("-----BEGIN")) {
      return;
    }
    if (text.contains("PRIVATE KEY-----")) {
      throw refused("The text is PEM with " + PRIVATE_KEY);
    }
    if (text.contains("CERTIFICATE-----")) {
      throw refused("The text is PEM with " + CERTIFICATE);
    }
    throw refused("The text is PEM; take only the Base64 between the lines that start with -----.");
  }

  /** Leaves out white space, and stops at the first character that Base64 does not have. */
  private static String withoutWhiteSpace(String text) {
    StringBuilder bare = new StringBuilder(text.length());
    for (int index = 0; index < text.length(); index++) {
      char next = text.charAt(index);
      if (isBase64(next)) {
        bare.append(next);
      } else if (next != ' ' && next != '\t' && next != '\r' && next != '\n') {
        throw refused(
            "The text is not Base64: character %d of %d is U+%04X."
                .formatted(index + 1, text.length(), text.codePointAt(index)));
      }
    }
    return bare.toString();
  }

  private static boolean isBase64(char next) {
    return (next >= 'A' && next <= 'Z')
        || (next >= 'a' && next <= 'z')
        || (next >= '0' && next <= '9')
        || next == '+'
        || next == '/'
        || next == '=';
  }

  static WrappingKey read(byte[] der) {
    ASN1Sequence sequence = parse(der);
    SubjectPublicKeyInfo info = publicKeyInfo(sequence);
    requireRsa(info.getAlgorithm());
    RSAPublicKey numbers = numbers(info);
    requireModulus(numbers.getModulus());
    requireExponent(numbers.getPublicExponent());
    requireDer(numbers, der);
    return new WrappingKey(der, numbers.getModulus(), numbers.getPublicExponent());
  }

  private static ASN1Sequence parse(byte[] der) {
    if (der.length == 0 || der.length > MAX_DER_BYTES) {
      throw refused("It has " + der.length + " bytes.");
    }
    try {
      return ASN1Sequence.getInstance(ASN1Primitive.fromByteArray(der));
    } catch (IOException | IllegalArgumentException notAsn1) {
      throw refused("It is not one whole ASN.1 sequence: cut short, changed, or followed by more.");
    }
  }

  private static SubjectPublicKeyInfo publicKeyInfo(ASN1Sequence sequence) {
    try {
      return SubjectPublicKeyInfo.getInstance(sequence);
    } catch (RuntimeException notPublicKeyInfo) {
      throw refused("It is " + kindOf(sequence));
    }
  }

  private static String kindOf(ASN1Sequence sequence) {
    if (parses(() -> Certificate.getInstance(sequence))) {
      return CERTIFICATE;
    }
    if (parses(() -> PrivateKeyInfo.getInstance(sequence))
        || parses(() -> RSAPrivateKey.getInstance(sequence))) {
      return PRIVATE_KEY;
    }
    if (parses(() -> RSAPublicKey.getInstance(sequence))) {
      return "a bare PKCS#1 RSA public key, without the SubjectPublicKeyInfo around it.";
    }
    return "not a SubjectPublicKeyInfo.";
  }

  private static boolean parses(Runnable parser) {
    try {
      parser.run();
      return true;
    } catch (RuntimeException another) {
      return false;
    }
  }

  private static void requireRsa(AlgorithmIdentifier algorithm) {
    if (!PKCSObjectIdentifiers.rsaEncryption.equals(algorithm.getAlgorithm())
        || !DERNull.INSTANCE.equals(algorithm.getParameters())) {
      throw refused("Its algorithm is " + algorithm.getAlgorithm() + ", not plain rsaEncryption.");
    }
  }

  private static RSAPublicKey numbers(SubjectPublicKeyInfo info) {
    try {
      return RSAPublicKey.getInstance(info.parsePublicKey());
    } catch (IOException | RuntimeException malformed) {
      throw refused("Its RSA numbers cannot be read.");
    }
  }

  private static void requireModulus(BigInteger modulus) {
    if (modulus.bitLength() != MODULUS_BITS) {
      throw refused("Its modulus has " + modulus.bitLength() + " bits, not 2048.");
    }
    if (!modulus.testBit(0)) {
      throw refused("Its modulus is even, so it is no RSA modulus.");
    }
  }

  private static void requireExponent(BigInteger exponent) {
    if (exponent.compareTo(MIN_EXPONENT) < 0 || exponent.bitLength() > MAX_EXPONENT_BITS) {
      throw refused("Its exponent of " + exponent.bitLength() + " bits is outside 65537 to 2^256.");
    }
    if (!exponent.testBit(0)) {
      throw refused("Its exponent is even, so it is no RSA exponent.");
    }
  }

  /** DER has one encoding for a key: made from the numbers anew, it must be the one that came. */
  private static void requireDer(RSAPublicKey numbers, byte[] der) {
    try {
      byte[] again = new SubjectPublicKeyInfo(RSA, numbers).getEncoded(ASN1Encoding.DER);
      if (Arrays.equals(der, again)) {
        return;
      }
    } catch (IOException cannotBeEncoded) {
      // Falls through to the refusal: the reason is the same.
    }
    throw refused("It is not encoded in DER: the same key, encoded again, gives other bytes.");
  }

  private static WrappingException refused(String reason) {
    return new WrappingException("This is no wrapping key. " + reason + REMEDY);
  }
}
