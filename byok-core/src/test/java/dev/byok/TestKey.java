package dev.byok;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import javax.crypto.Cipher;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import org.jspecify.annotations.Nullable;

/** An RSA-2048 key pair of the tests: core wraps under it, the JDK's provider unwraps. */
record TestKey(WrappingKey wrappingKey, RSAPrivateCrtKey privateKey) {

  /** The key in {@code test-key.pem}, which programs beside the JVM can read too. */
  static final TestKey STORED = stored();

  static final KeyId CMK = KeyId.of("1ff78c0d-c54b-11e9-9cc9-5254006d0810");
  static final Instant DEADLINE = Instant.parse("2027-01-02T03:04:05Z");

  static TestKey generate() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      KeyPair pair = generator.generateKeyPair();
      return new TestKey(
          WrappingKey.fromDer(pair.getPublic().getEncoded()), (RSAPrivateCrtKey) pair.getPrivate());
    } catch (GeneralSecurityException broken) {
      throw new AssertionError(broken);
    }
  }

  static Path file(String name) {
    try {
      return Path.of(
          Objects.requireNonNull(TestKey.class.getResource(name), "no test file " + name).toURI());
    } catch (URISyntaxException broken) {
      throw new AssertionError(broken);
    }
  }

  static String text(String name) {
    try {
      return Files.readString(file(name));
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /** The lines of a fixture without its comments, cut at spaces. */
  static List<String[]> fixture(String name) {
    return text(name)
        .lines()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.split(" "))
        .toList();
  }

  static byte[] pemBody(String name) {
    return Base64.getMimeDecoder().decode(text(name).replaceAll("-----[A-Z ]+-----", ""));
  }

  ImportParameters parameters(WrappingAlgorithm algorithm) {
    return new ImportParameters(
        CMK, "ap-guangzhou", algorithm, wrappingKey, ImportToken.of("dG9rZW4="), DEADLINE);
  }

  byte[] unwrap(WrappedKeyMaterial wrapped) throws GeneralSecurityException {
    return unwrap(wrapped.parameters().algorithm(), wrapped.ciphertext());
  }

  byte[] unwrap(WrappingAlgorithm algorithm, byte[] ciphertext) throws GeneralSecurityException {
    return switch (algorithm) {
      case RSAES_OAEP_SHA_256 -> decrypt("RSA/ECB/OAEPPadding", oaep("SHA-256"), ciphertext);
      case RSAES_OAEP_SHA_1 -> decrypt("RSA/ECB/OAEPPadding", oaep("SHA-1"), ciphertext);
      case RSAES_PKCS1_V1_5 -> decrypt("RSA/ECB/PKCS1Padding", null, ciphertext);
    };
  }

  byte[] decrypt(String transformation, @Nullable AlgorithmParameterSpec spec, byte[] ciphertext)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance(transformation, "SunJCE");
    cipher.init(Cipher.DECRYPT_MODE, privateKey, spec);
    return cipher.doFinal(ciphertext);
  }

  /** The padded block inside a ciphertext, 256 bytes. */
  byte[] encodedMessage(byte[] ciphertext) throws GeneralSecurityException {
    byte[] block = decrypt("RSA/ECB/NoPadding", null, ciphertext);
    assertThat(block).hasSize(256).startsWith(0);
    return block;
  }

  /** The same hash for label and MGF1, and an empty label, said outright. */
  private static OAEPParameterSpec oaep(String hash) {
    return new OAEPParameterSpec(
        hash, "MGF1", new MGF1ParameterSpec(hash), PSource.PSpecified.DEFAULT);
  }

  private static TestKey stored() {
    return ofPkcs8(pemBody("test-key.pem"));
  }

  static TestKey ofPkcs8(byte[] pkcs8) {
    try {
      KeyFactory rsa = KeyFactory.getInstance("RSA");
      RSAPrivateCrtKey key = (RSAPrivateCrtKey) rsa.generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
      byte[] der = rsa.generatePublic(publicSpec(key)).getEncoded();
      return new TestKey(WrappingKey.fromDer(der), key);
    } catch (GeneralSecurityException broken) {
      throw new AssertionError(broken);
    }
  }

  private static RSAPublicKeySpec publicSpec(RSAPrivateCrtKey key) {
    BigInteger modulus = key.getModulus();
    return new RSAPublicKeySpec(modulus, key.getPublicExponent());
  }
}
