package dev.byok;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Random;
import org.bouncycastle.crypto.params.RSAKeyParameters;
import org.junit.jupiter.api.Test;

/** Other users of Bouncy Castle in the same JVM keep its check of the modulus. */
class PrimeModulusTest {
  private static final BigInteger F4 = BigInteger.valueOf(65537);

  @Test
  void bouncy_castle_still_refuses_a_prime_modulus_that_was_wrapped_under() {
    BigInteger prime = BigInteger.probablePrime(2048, new Random(20261124));
    WrappingKey key = Encoded.wrappingKey(prime, F4);

    for (WrappingAlgorithm each : WrappingAlgorithm.values()) {
      assertThat(each.wrap(KeyMaterialTest.bytes(32), key, new SecureRandom())).hasSize(256);
    }

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RSAKeyParameters(false, prime, F4))
        .withMessageContaining("RSA modulus");
  }
}
