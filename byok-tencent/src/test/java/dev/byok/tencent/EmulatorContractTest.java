package dev.byok.tencent;

import com.tencentcloudapi.common.Credential;
import dev.byok.kms.ExternalKeyClient;
import dev.byok.testkit.Edition;
import dev.byok.testkit.EmulatorOptions;
import dev.byok.testkit.KmsEmulator;
import org.junit.jupiter.api.Nested;

/** The contract, in both editions of the emulator. */
class EmulatorContractTest {
  private static ExternalKeyClient connectTo(KmsEmulator emulator) {
    return TencentExternalKeyClient.connect(
        new Credential(emulator.secretId(), emulator.secretKey()), "ap-guangzhou", emulator.uri());
  }

  abstract static class OnAnEmulator extends ExternalKeyClientContract {
    private final KmsEmulator emulator;

    OnAnEmulator(Edition edition) {
      this.emulator = KmsEmulator.start(EmulatorOptions.defaults().withEdition(edition));
    }

    @Override
    ExternalKeyClient connect() {
      return connectTo(emulator);
    }

    @Override
    void disconnect() {
      emulator.close();
    }
  }

  @Nested
  class In_a_fips_region extends OnAnEmulator {
    In_a_fips_region() {
      super(Edition.FIPS);
    }
  }

  @Nested
  class In_an_sm_region extends OnAnEmulator {
    In_an_sm_region() {
      super(Edition.SM);
    }
  }
}
