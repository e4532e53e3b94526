package dev.byok;

import static java.math.BigInteger.ONE;
import static java.math.BigInteger.TWO;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.security.KeyPairGenerator;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is no wrapping key is refused with the reason, and only as a WrappingException. */
class WrappingKeyRefusalTest {
  private static final BigInteger MODULUS = WrappingKeyTest.KEY.modulus();
  private static final BigInteger F4 = BigInteger.valueOf(65537);

  private static void assertRefused(byte[] der, String reason) {
    assertThatExceptionOfType(WrappingException.class)
        .isThrownBy(() -> WrappingKey.fromDer(der))
        .withMessageContaining("This is no wrapping key.")
        .withMessageContaining(reason)
        .withMessageContaining("GetParametersForImport");
  }

  private static void assertRefused(String text, String reason) {
    assertThatExceptionOfType(WrappingException.class)
        .isThrownBy(() -> WrappingKey.fromBase64(text))
        .withMessageContaining(reason)
        .withMessageContaining("GetParametersForImport");
  }

  @Nested
  class For_another_object {
    @Test
    void certificate() {
      byte[] certificate = TestKey.pemBody("test-certificate.pem");

      assertRefused(certificate, "X.509 certificate");
      assertRefused(TestKey.text("test-certificate.pem"), "PEM with an X.509 certificate");
    }

    @Test
    void private_key() throws Exception {
      byte[] pkcs8 = TestKey.pemBody("test-key.pem");
      byte[] pkcs1 = Encoded.der(PrivateKeyInfo.getInstance(pkcs8).parsePrivateKey());

      assertRefused(pkcs8, "a private key: it has no business here");
      assertRefused(pkcs1, "a private key: it has no business here");
      assertRefused(TestKey.text("test-key.pem"), "PEM with a private key");
    }

    @Test
    void pem_of_the_right_key() {
      assertRefused(
          "-----BEGIN PUBLIC KEY-----\n" + WrappingKeyTest.BASE64 + "\n-----END PUBLIC KEY-----\n",
          "The text is PEM; take only the Base64 between the lines");
    }

    @Test
    void public_key_without_its_frame() {
      assertRefused(Encoded.der(new RSAPublicKey(MODULUS, F4)), "a bare PKCS#1 RSA public key");
    }

    @Test
    void key_of_an_elliptic_curve() throws Exception {
      byte[] key = KeyPairGenerator.getInstance("EC").generateKeyPair().getPublic().getEncoded();

      assertRefused(key, "Its algorithm is 1.2.840.10045.2.1, not plain rsaEncryption");
    }

    @Test
    void rsa_key_for_another_use() {
      AlgorithmIdentifier pss = new AlgorithmIdentifier(PKCSObjectIdentifiers.id_RSASSA_PSS);
      AlgorithmIdentifier oaep =
          new AlgorithmIdentifier(PKCSObjectIdentifiers.id_RSAES_OAEP, DERNull.INSTANCE);

      assertRefused(Encoded.publicKey(pss, MODULUS, F4), "Its algorithm is 1.2.840.113549.1.1.10");
      assertRefused(Encoded.publicKey(oaep, MODULUS, F4), "Its algorithm is 1.2.840.113549.1.1.7");
    }

    @Test
    void rsa_key_without_its_null_parameters() {
      AlgorithmIdentifier bare = new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption);

      assertRefused(Encoded.publicKey(bare, MODULUS, F4), "not plain rsaEncryption");
    }

    @Test
    void something_else() {
      assertRefused(Encoded.der(new DERSequence()), "not a SubjectPublicKeyInfo");
      assertRefused(Encoded.der(new ASN1Integer(1)), "not one whole ASN.1 sequence");
      assertRefused(new byte[0], "It has 0 bytes");
      assertRefused(new byte[4097], "It has 4097 bytes");
    }
  }

  @Nested
  class For_its_numbers {
    @ParameterizedTest
    @ValueSource(ints = {1, 1024, 2047, 2049, 3072, 4096})
    void modulus_of_another_size(int bits) {
      BigInteger modulus = ONE.shiftLeft(bits - 1).setBit(0);

      assertRefused(Encoded.publicKey(modulus, F4), "Its modulus has " + bits + " bits, not 2048");
    }

    @Test
    void modulus_that_is_even() {
      assertRefused(Encoded.publicKey(MODULUS.clearBit(0), F4), "Its modulus is even");
    }

    /** A number whose first bit is set is negative in DER; some encoders forget the zero byte. */
    @Test
    void numbers_that_are_negative() {
      BigInteger withoutItsZero = MODULUS.subtract(ONE.shiftLeft(2048));

      assertRefused(numbers(withoutItsZero, F4), "It is not encoded in DER");
      assertRefused(numbers(MODULUS.negate(), F4), "Its modulus has 2056 bits");
      assertRefused(numbers(MODULUS, F4.negate()), "It is not encoded in DER");
    }

    @ParameterizedTest
    @CsvSource({
      "0, outside 65537",
      "1, outside 65537",
      "3, outside 65537",
      "65535, outside 65537",
      "65536, outside 65537",
      "65538, Its exponent is even"
    })
    void exponent_that_is_small_or_even(BigInteger exponent, String reason) {
      assertRefused(Encoded.publicKey(MODULUS, exponent), reason);
    }

    @Test
    void exponent_that_would_burn_time() {
      assertRefused(Encoded.publicKey(MODULUS, TWO.pow(256).add(ONE)), "outside 65537 to 2^256");
    }

    /** Past Bouncy Castle's own checks, which refuse to build such a key. */
    private byte[] numbers(BigInteger modulus, BigInteger exponent) {
      return framed(
          Encoded.der(
              new DERSequence(
                  new ASN1Integer[] {new ASN1Integer(modulus), new ASN1Integer(exponent)})));
    }
  }

  @Nested
  class For_its_encoding {
    @Test
    void bytes_that_trail() {
      byte[] inner = Encoded.der(new RSAPublicKey(MODULUS, F4));

      assertRefused(concat(WrappingKeyTest.KEY.toDer(), 0), "followed by more");
      assertRefused(framed(concat(inner, 0)), "RSA numbers cannot be read");
    }

    @Test
    void bytes_that_are_missing() {
      byte[] der = WrappingKeyTest.KEY.toDer();
      for (int length = 1; length < der.length; length++) {
        assertRefused(Arrays.copyOf(der, length), "");
      }
    }

    /** The outer length 0x82 0122 said in three bytes, and then not said at all. */
    @Test
    void lengths_that_are_not_minimal() {
      byte[] der = WrappingKeyTest.KEY.toDer();
      byte[] content = Arrays.copyOfRange(der, 4, der.length);

      assertRefused(concat(new byte[] {0x30, (byte) 0x83, 0, 1, 0x22}, content), "DER");
      assertRefused(concat(concat(new byte[] {0x30, (byte) 0x80}, content), 0, 0), "DER");
    }

    @Test
    void inner_lengths_that_are_not_minimal() {
      byte[] inner = Encoded.der(new RSAPublicKey(MODULUS, F4));
      byte[] content = Arrays.copyOfRange(inner, 4, inner.length);

      assertRefused(framed(concat(new byte[] {0x30, (byte) 0x83, 0, 1, 0x0a}, content)), "DER");
    }

    @Test
    void nesting_that_is_meant_to_exhaust_the_stack() {
      byte[] deep = new byte[4096];
      for (int i = 0; i < deep.length; i += 2) {
        deep[i] = 0x30;
        deep[i + 1] = (byte) 0x80;
      }

      assertRefused(deep, "");
    }
  }

  private static byte[] framed(byte[] inner) {
    return Encoded.der(new SubjectPublicKeyInfo(Encoded.RSA, inner));
  }

  private static byte[] concat(byte[] start, int... end) {
    byte[] bytes = new byte[end.length];
    for (int i = 0; i < end.length; i++) {
      bytes[i] = (byte) end[i];
    }
    return concat(start, bytes);
  }

  private static byte[] concat(byte[] start, byte[] end) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(start);
    all.writeBytes(end);
    return all.toByteArray();
  }
}
