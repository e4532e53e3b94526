package dev.byok.kms;

import static dev.byok.WrappingAlgorithm.RSAES_OAEP_SHA_256;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.byok.ImportParameters;
import dev.byok.ImportToken;
import dev.byok.KeyCheckValue;
import dev.byok.KeyId;
import dev.byok.KeyMaterial;
import dev.byok.KeySpec;
import dev.byok.Validity;
import dev.byok.WrappableKey;
import dev.byok.WrappedKeyMaterial;
import dev.byok.WrappingAlgorithm;
import dev.byok.WrappingException;
import dev.byok.WrappingKey;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ExternalKeyClientTest {
  private static final KeyId CMK = KeyId.of("cmk");
  private static final ExternalKey KEY =
      new ExternalKey(
          CMK,
          "payments",
          "",
          KeyState.PENDING_IMPORT,
          KeyOrigin.EXTERNAL,
          Optional.of(KeySpec.AES_256),
          Validity.never(),
          Instant.EPOCH,
          Optional.empty(),
          Optional.empty());

  private final FakeClient kms = new FakeClient(parameters(), KEY);

  private static ImportParameters parameters() {
    try {
      KeyPairGenerator rsa = KeyPairGenerator.getInstance("RSA");
      rsa.initialize(2048);
      WrappingKey key = WrappingKey.fromDer(rsa.generateKeyPair().getPublic().getEncoded());
      return new ImportParameters(
          CMK, "ap-guangzhou", RSAES_OAEP_SHA_256, key, ImportToken.of("token"), Instant.EPOCH);
    } catch (NoSuchAlgorithmException broken) {
      throw new AssertionError(broken);
    }
  }

  @Test
  void creates_by_an_alias_alone() {
    assertThat(kms.create("payments")).isSameAs(KEY);
    assertThat(kms.asked).containsExactly("create " + NewKey.named("payments"));
  }

  @Nested
  class When_importing_a_key {
    @Test
    void fetches_wraps_and_imports() {
      try (KeyMaterial material = KeyMaterial.generate(KeySpec.AES_256)) {
        ImportReceipt receipt = kms.importKey(CMK, material, RSAES_OAEP_SHA_256, Validity.never());

        assertThat(receipt.checkValue()).isEqualTo(material.checkValue());
      }
      assertThat(kms.asked)
          .containsExactly("parametersForImport cmk RSAES_OAEP_SHA_256", "importMaterial never");
    }

    @Test
    void asks_the_key_before_it_voids_the_parameters_of_others() {
      WrappableKey key = new KeyOfAPoorHsm();

      assertThatExceptionOfType(WrappingException.class)
          .isThrownBy(() -> kms.importKey(CMK, key, RSAES_OAEP_SHA_256, Validity.never()))
          .withMessage("no OAEP here");
      assertThat(kms.asked).isEmpty();
    }

    @Test
    void asks_nothing_for_a_closed_key() {
      KeyMaterial closed = KeyMaterial.generate(KeySpec.AES_256);
      closed.close();

      assertThatIllegalStateException()
          .isThrownBy(() -> kms.importKey(CMK, closed, RSAES_OAEP_SHA_256, Validity.never()));
      assertThat(kms.asked).isEmpty();
    }
  }

  /** Would wrap if it were let, so that only the question beforehand can stop the import. */
  private static final class KeyOfAPoorHsm implements WrappableKey {
    @Override
    public KeySpec spec() {
      return KeySpec.AES_256;
    }

    @Override
    public Optional<KeyCheckValue> checkValue() {
      return Optional.empty();
    }

    @Override
    public void requireWrappable(WrappingAlgorithm algorithm) {
      throw new WrappingException("no OAEP here");
    }

    @Override
    public WrappedKeyMaterial wrap(ImportParameters parameters) {
      return WrappedKeyMaterial.of(parameters, new byte[256], KeySpec.AES_256);
    }

    @Override
    public void close() {}
  }
}
