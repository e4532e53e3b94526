package dev.byok;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever is read: a key that encodes to the same bytes, or a WrappingException. */
class WrappingKeyFuzzTest {
  private static final int MUTATIONS = 100_000;

  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);
  private int accepted;

  @Test
  void changed_encodings_are_read_whole_or_refused() throws Exception {
    List<byte[]> origins =
        List.of(
            WrappingKeyTest.KEY.toDer(),
            TestKey.pemBody("test-certificate.pem"),
            TestKey.pemBody("test-key.pem"));
    for (int i = 0; i < MUTATIONS; i++) {
      byte[] origin = origins.get(i % 10 < 8 ? 0 : i % 10 - 7);
      judgeDer(Mutation.of(origin, random), i);
    }
    // Most changed bytes are bytes of the modulus: another modulus is another key.
    assertThat(accepted).as("seed %d", seed).isGreaterThan(MUTATIONS / 100);
  }

  private void judgeDer(byte[] der, int round) throws Exception {
    try {
      WrappingKey key = WrappingKey.fromDer(der);
      RSAPublicKey judge =
          (RSAPublicKey) KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(der));
      assertThat(key.modulus()).isEqualTo(judge.getModulus());
      assertThat(key.exponent()).isEqualTo(judge.getPublicExponent());
      assertThat(judge.getEncoded()).isEqualTo(der);
      accepted++;
    } catch (WrappingException refused) {
      assertThat(refused.getMessage()).isNotBlank();
    } catch (Throwable other) {
      throw new AssertionError("seed " + seed + ", round " + round, other);
    }
  }

  @Test
  void changed_texts_are_read_whole_or_refused() {
    byte[] origin = WrappingKeyTest.BASE64.getBytes(StandardCharsets.ISO_8859_1);
    for (int i = 0; i < MUTATIONS; i++) {
      judgeText(new String(Mutation.of(origin, random), StandardCharsets.ISO_8859_1), i);
    }
    assertThat(accepted).as("seed %d", seed).isGreaterThan(MUTATIONS / 100);
  }

  private void judgeText(String text, int round) {
    try {
      assertThat(WrappingKey.fromBase64(text).toBase64()).isEqualTo(text.replaceAll("\\s", ""));
      accepted++;
    } catch (WrappingException refused) {
      assertThat(refused.getMessage()).isNotBlank();
    } catch (Throwable other) {
      throw new AssertionError("seed " + seed + ", round " + round, other);
    }
  }
}
