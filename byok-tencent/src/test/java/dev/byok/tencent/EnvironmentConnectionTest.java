package dev.byok.tencent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.tencentcloudapi.common.Credential;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnvironmentConnectionTest {
  private static final Map<String, String> COMPLETE =
      Map.of(
          "TENCENTCLOUD_SECRET_ID", "id",
          "TENCENTCLOUD_SECRET_KEY", "key",
          "TENCENTCLOUD_TOKEN", "token",
          "TENCENTCLOUD_REGION", "ap-singapore");

  @Test
  void honours_the_token_beside_id_and_key() {
    Credential credential = EnvironmentConnection.credential(COMPLETE);

    assertThat(credential.getSecretId()).isEqualTo("id");
    assertThat(credential.getSecretKey()).isEqualTo("key");
    assertThat(credential.getToken()).isEqualTo("token");
    assertThat(EnvironmentConnection.connect(COMPLETE))
        .hasToString("TencentExternalKeyClient[ap-singapore]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"TENCENTCLOUD_SECRET_ID", "TENCENTCLOUD_SECRET_KEY", "TENCENTCLOUD_REGION"})
  void names_the_variable_that_is_missing(String name) {
    Map<String, String> incomplete = new HashMap<>(COMPLETE);
    incomplete.remove(name);

    assertThatIllegalStateException()
        .isThrownBy(() -> EnvironmentConnection.connect(incomplete))
        .withMessageContaining(name);
  }
}
