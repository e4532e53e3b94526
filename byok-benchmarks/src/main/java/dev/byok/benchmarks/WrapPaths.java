package dev.byok.benchmarks;

import dev.byok.ImportParameters;
import dev.byok.ImportToken;
import dev.byok.KeyId;
import dev.byok.KeyMaterial;
import dev.byok.KeySpec;
import dev.byok.WrappedKeyMaterial;
import dev.byok.WrappingAlgorithm;
import dev.byok.WrappingKey;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import javax.crypto.Cipher;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One wrap of 32 bytes by OAEP with SHA-256, on several paths, beside the bare public operation.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class WrapPaths {
  private static final int FRESH_KEYS = 8192;
  private static final OAEPParameterSpec OAEP_SHA_256 =
      new OAEPParameterSpec(
          "SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT);

  private final BigInteger modulus = WrappingKeys.modulus();
  private final BigInteger message = new BigInteger(2040, new java.util.Random(1));
  private final byte[] rawMaterial = new byte[32];
  private final KeyMaterial material = KeyMaterial.generate(KeySpec.AES_256);
  private final String[] freshKeys = new String[FRESH_KEYS];
  private String known = "";
  private ImportParameters parameters = parametersFor(WrappingKeys.base64());
  private PublicKey jdkKey = jdkKey(WrappingKeys.base64());
  private int next;

  /** Makes the keys. */
  @Setup
  public void makeKeys() {
    known = Base64.getEncoder().encodeToString(WrappingKeys.der(modulus));
    parameters = parametersFor(known);
    jdkKey = jdkKey(known);
    for (int i = 0; i < FRESH_KEYS; i++) {
      freshKeys[i] = WrappingKeys.base64();
    }
  }

  private static ImportParameters parametersFor(String wrappingKey) {
    return new ImportParameters(
        KeyId.of("bench"),
        "ap-guangzhou",
        WrappingAlgorithm.RSAES_OAEP_SHA_256,
        WrappingKey.fromBase64(wrappingKey),
        ImportToken.of("token"),
        Instant.MAX);
  }

  private static PublicKey jdkKey(String base64) {
    try {
      byte[] der = Base64.getDecoder().decode(base64);
      return KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(der));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private String freshKey() {
    next = (next + 1) % FRESH_KEYS;
    return freshKeys[next];
  }

  /**
   * The bare RSA public operation, below which no pure Java wrap can go.
   *
   * @return the power
   */
  @Benchmark
  public BigInteger modPow() {
    return message.modPow(WrappingKeys.EXPONENT, modulus);
  }

  /**
   * Our wrap, under a key that was read before.
   *
   * @return the wrapped material
   */
  @Benchmark
  public WrappedKeyMaterial wrap() {
    return material.wrap(parameters);
  }

  /**
   * Our wrap, under a key never seen before, its parsing and checks included.
   *
   * @return the wrapped material
   */
  @Benchmark
  public WrappedKeyMaterial wrapFreshKey() {
    return material.wrap(parametersFor(freshKey()));
  }

  /**
   * The JDK's own cipher, for comparison.
   *
   * @return the ciphertext
   * @throws GeneralSecurityException never here
   */
  @Benchmark
  public byte[] jdkCipher() throws GeneralSecurityException {
    return encrypt(jdkKey);
  }

  /**
   * The JDK's own cipher, under a key never seen before.
   *
   * @return the ciphertext
   * @throws GeneralSecurityException never here
   */
  @Benchmark
  public byte[] jdkCipherFreshKey() throws GeneralSecurityException {
    return encrypt(jdkKey(freshKey()));
  }

  private byte[] encrypt(PublicKey key) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPPadding", "SunJCE");
    cipher.init(Cipher.ENCRYPT_MODE, key, OAEP_SHA_256);
    return cipher.doFinal(rawMaterial);
  }
}
