package dev.byok.tencent;

import dev.byok.kms.ExternalKeyClient;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/**
 * The same contract against Tencent Cloud KMS. Credentials alone do not start it, since it creates
 * billable keys.
 */
@EnabledIfEnvironmentVariable(
    named = "BYOK_REAL_KMS",
    matches = "yes",
    disabledReason = "BYOK_REAL_KMS=yes and TENCENTCLOUD_* run it against the real service")
class RealServiceContractTest extends ExternalKeyClientContract {
  @Override
  ExternalKeyClient connect() {
    return TencentExternalKeyClient.connectFromEnvironment();
  }

  @Override
  void disconnect() {}
}
