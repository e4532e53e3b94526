package dev.byok.tencent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.tencentcloudapi.common.Credential;
import com.tencentcloudapi.common.profile.ClientProfile;
import com.tencentcloudapi.kms.v20190118.KmsClient;
import dev.byok.kms.KmsUnavailableException;
import java.net.URI;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafeConnectionTest {
  private static final Credential CREDENTIAL = new Credential("id", "key");
  private static final String STATUS =
      ScriptedServer.ok("{\"Response\":{\"ServiceEnabled\":true,\"RequestId\":\"r\"}}");

  private static TencentExternalKeyClient connect(ScriptedServer server) {
    return TencentExternalKeyClient.connect(CREDENTIAL, "ap-guangzhou", server.uri());
  }

  @Test
  void does_not_send_a_request_again_when_a_pooled_connection_breaks() {
    try (ScriptedServer server = new ScriptedServer(STATUS, "")) {
      TencentExternalKeyClient kms = connect(server);
      kms.status();

      assertThatExceptionOfType(KmsUnavailableException.class)
          .isThrownBy(() -> kms.create("payments"))
          .matches(KmsUnavailableException::mayHaveBeenCarriedOut);
      assertThat(server.requests()).hasSize(2);
    }
  }

  @Test
  void does_not_follow_redirects() {
    String redirect = ScriptedServer.http("302 Found\r\nLocation: /elsewhere", "");
    try (ScriptedServer server = new ScriptedServer(redirect, STATUS)) {
      assertThatExceptionOfType(KmsUnavailableException.class)
          .isThrownBy(() -> connect(server).status());
      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  void posts_with_tc3_and_names_the_region() {
    try (ScriptedServer server = new ScriptedServer(STATUS)) {
      connect(server).status();

      assertThat(server.requests().get(0))
          .startsWith("POST / HTTP/1.1")
          .containsIgnoringCase("Authorization: TC3-HMAC-SHA256 ")
          .containsIgnoringCase("X-TC-Region: ap-guangzhou");
    }
  }

  @Test
  void has_finite_timeouts_and_no_debug_log() {
    ClientProfile profile =
        new SafeConnection(() -> CREDENTIAL, "ap-guangzhou", SafeConnection.DEFAULT_ENDPOINT)
            .profile();
    OkHttpClient http = (OkHttpClient) profile.getHttpProfile().getHttpClient();

    assertThat(http.connectTimeoutMillis()).isEqualTo(10_000);
    assertThat(http.readTimeoutMillis()).isEqualTo(30_000);
    assertThat(http.writeTimeoutMillis()).isEqualTo(30_000);
    assertThat(http.callTimeoutMillis()).isEqualTo(60_000);
    assertThat(profile.isDebug()).isFalse();
    assertThat(profile.getHttpProfile().getProtocol()).isEqualTo("https://");
    assertThat(profile.getHttpProfile().getEndpoint()).isEqualTo("kms.tencentcloudapi.com");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://kms.tencentcloudapi.com",
        "https://kms.tencentcloudapi.com/path",
        "https://user@kms.tencentcloudapi.com",
        "https://kms.tencentcloudapi.com?x=1",
        "ftp://kms.tencentcloudapi.com",
        "kms.tencentcloudapi.com"
      })
  void refuses_endpoints_that_are_not_https_and_a_host(String endpoint) {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                TencentExternalKeyClient.connect(CREDENTIAL, "ap-guangzhou", URI.create(endpoint)))
        .withMessageContaining("https://");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "AP-GUANGZHOU", "ap guangzhou"})
  void refuses_what_is_no_region(String region) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TencentExternalKeyClient.connect(CREDENTIAL, region));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TencentExternalKeyClient.using(new KmsClient(CREDENTIAL, region)));
  }
}
