package dev.byok.pkcs11;

import static dev.byok.KeySpec.AES_256;
import static dev.byok.KeySpec.SM4_128;
import static dev.byok.WrappingAlgorithm.RSAES_OAEP_SHA_1;
import static dev.byok.WrappingAlgorithm.RSAES_OAEP_SHA_256;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.tencentcloudapi.common.Credential;
import dev.byok.KeyId;
import dev.byok.Validity;
import dev.byok.WrappingAlgorithm;
import dev.byok.kms.ExternalKeyClient;
import dev.byok.kms.KeyState;
import dev.byok.tencent.TencentExternalKeyClient;
import dev.byok.testkit.Edition;
import dev.byok.testkit.EmulatorOptions;
import dev.byok.testkit.KmsEmulator;
import dev.byok.testkit.RecordedRequest;
import java.nio.charset.StandardCharsets;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** From the token into the emulator of the KMS, whose unwrapping shares no code with ours. */
class ImportIntoKmsTest {
  private static final byte[] TEXT =
      "sixteen byte blk sixteen byte blk".substring(0, 32).getBytes(StandardCharsets.US_ASCII);

  @Nested
  class From_SoftHsm {
    @Test
    void by_every_algorithm_that_it_offers() throws Exception {
      importByAll(RealToken.softHsm());
    }

    @Test
    void an_algorithm_that_it_does_not_offer_is_refused_before_any_request() throws Exception {
      RealToken real = RealToken.softHsm();
      try (KmsEmulator emulator = KmsEmulator.start();
          Pkcs11Token token = real.open();
          Leftovers leftovers = new Leftovers(real)) {
        ExternalKeyClient kms = client(emulator);
        KeyId cmk = kms.create("hsm").id();
        Pkcs11Key key = token.generate("payments", AES_256);
        emulator.clearRequests();

        assertThatExceptionOfType(Pkcs11Exception.class)
            .isThrownBy(() -> kms.importKey(cmk, key, RSAES_OAEP_SHA_256, Validity.never()))
            .withMessageContaining("cannot wrap by RSAES_OAEP_SHA_256");

        assertThat(emulator.requests()).extracting(RecordedRequest::action).isEmpty();
        assertThat(leftovers.raw().objects()).as("the key, and nothing of the trial").hasSize(1);
      }
    }
  }

  @Nested
  class From_openCryptoki {
    @Test
    void by_all_three_algorithms() throws Exception {
      RealToken real = RealToken.openCryptoki();
      assertThat(real.algorithms()).contains(RSAES_OAEP_SHA_256).hasSize(3);

      importByAll(real);
    }
  }

  @Test
  void an_sm4_key_into_an_sm_region() throws Exception {
    RealToken real = RealToken.softHsm();
    EmulatorOptions chinese = EmulatorOptions.defaults().withEdition(Edition.SM);
    try (KmsEmulator emulator = KmsEmulator.start(chinese);
        Pkcs11Token token = real.open();
        Leftovers leftovers = new Leftovers(real)) {
      ExternalKeyClient kms = client(emulator);
      KeyId cmk = kms.create("hsm-sm4").id();

      Pkcs11Key key = token.generate("payments-cn", SM4_128);
      kms.importKey(cmk, key, RSAES_OAEP_SHA_1, Validity.never());

      assertThat(kms.describe(cmk).state()).isEqualTo(KeyState.ENABLED);
      assertThat(emulator.materialOf(cmk.value()).orElseThrow()).hasSize(16);
      assertThat(leftovers.raw().objects()).as("the key, and no wrapping key").hasSize(1);
    }
  }

  private static void importByAll(RealToken real) throws Exception {
    try (KmsEmulator emulator = KmsEmulator.start();
        Pkcs11Token token = real.open();
        Leftovers leftovers = new Leftovers(real)) {
      ExternalKeyClient kms = client(emulator);
      Pkcs11Key key = token.generate("payments", AES_256);
      for (WrappingAlgorithm algorithm : real.algorithms()) {
        KeyId cmk = kms.create("hsm-" + algorithm.ordinal()).id();

        kms.importKey(cmk, key, algorithm, Validity.never());

        byte[] material = emulator.materialOf(cmk.value()).orElseThrow();
        assertThat(opened(leftovers.encipheredInside("payments"), material)).isEqualTo(TEXT);
        assertThat(key.checkValue()).contains(CheckValues.of(material));
        assertThat(kms.describe(cmk).state()).isEqualTo(KeyState.ENABLED);
      }
    }
  }

  private static byte[] opened(byte[] enciphered, byte[] material) throws Exception {
    Cipher aes = Cipher.getInstance("AES/ECB/NoPadding", "SunJCE");
    aes.init(Cipher.DECRYPT_MODE, new SecretKeySpec(material, "AES"));
    return aes.doFinal(enciphered);
  }

  private static ExternalKeyClient client(KmsEmulator emulator) {
    Credential credential = new Credential(emulator.secretId(), emulator.secretKey());
    return TencentExternalKeyClient.connect(credential, "ap-guangzhou", emulator.uri());
  }

  /** Looks into the token, and deletes what the test made in it. */
  private record Leftovers(RawToken raw) implements AutoCloseable {
    Leftovers(RealToken real) {
      this(real.raw());
    }

    byte[] encipheredInside(String label) throws Exception {
      return raw.encipher(Mechanisms.aesEcb(), raw.find(label), TEXT);
    }

    @Override
    public void close() {
      try {
        raw.destroyAll();
        raw.close();
      } catch (iaik.pkcs.pkcs11.wrapper.PKCS11Exception failed) {
        throw new AssertionError(failed);
      }
    }
  }
}
