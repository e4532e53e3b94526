package dev.byok.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.byok.testkit.junit.Emulated;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The signatures that are taken: one worked out elsewhere, and what the SDKs send. */
class SignatureTest {
  @Emulated private KmsEmulator kms;
  private Wire wire;

  @BeforeEach
  void connect() {
    wire = new Wire(kms);
  }

  private String call() {
    return wire.code("ListKeys", "{}");
  }

  @Nested
  class Known_answer {
    private static final String BODY =
        "{\"KeyId\":\"1ff78c0d-c54b-11e9-9cc9-5254006d0810\","
            + "\"WrappingAlgorithm\":\"RSAES_OAEP_SHA_256\",\"WrappingKeySpec\":\"RSA_2048\"}";
    private static final String SIGNATURE =
        "18e8fad2799285828b45e5d5ba7a64d2a34757feaca76886b7470eddba6b4531";
    private static final Instant SIGNED = Instant.ofEpochSecond(1_700_000_000);

    // Computed by an implementation independent of this one, which reproduces the Java SDK's too.
    @Test
    void is_accepted() {
      assertThatCode(() -> verifier("SECRETKEYEXAMPLE").verify(request(SIGNATURE)))
          .doesNotThrowAnyException();
    }

    @Test
    void is_refused_when_anything_differs() {
      String other = SIGNATURE.replace('8', '9');
      assertThatCode(() -> verifier("SECRETKEYEXAMPLE").verify(request(other)))
          .isInstanceOf(ApiError.class);
      assertThatCode(() -> verifier("ANOTHERKEY").verify(request(SIGNATURE)))
          .isInstanceOf(ApiError.class);
    }

    private static Tc3Verifier verifier(String secretKey) {
      return new Tc3Verifier(
          new EmulatorCredentials("AKIDEXAMPLE", secretKey, Optional.empty()),
          InstantSource.fixed(SIGNED.plusSeconds(300)));
    }

    private static WireRequest request(String signature) {
      String authorization =
          "TC3-HMAC-SHA256 Credential=AKIDEXAMPLE/2023-11-14/kms/tc3_request,"
              + " SignedHeaders=content-type;host, Signature="
              + signature;
      Map<String, List<String>> headers =
          Map.of(
              "authorization", List.of(authorization),
              "content-type", List.of("application/json; charset=utf-8"),
              "host", List.of("kms.tencentcloudapi.com"),
              "x-tc-timestamp", List.of("1700000000"));
      return new WireRequest("POST", "/", "", headers, BODY.getBytes(StandardCharsets.UTF_8));
    }
  }

  @Nested
  class Habits_of_the_sdks {
    @Test
    void java_states_the_first_label_of_the_host_and_signs_the_port() {
      wire.signer.service = "127";
      wire.extra.put("X-TC-RequestClient", "SDK_JAVA_3.1.1138");
      assertThat(call()).isEqualTo("ok");
    }

    @Test
    void java_states_the_whole_endpoint_when_it_has_no_dot() {
      wire.host = "localhost";
      wire.signer.service = "localhost:" + kms.uri().getPort();
      assertThat(call()).isEqualTo("ok");
    }

    @Test
    void node_signs_the_host_without_port_and_a_bare_content_type() {
      wire.signer.service = "127";
      wire.signer.hostWithPort = false;
      wire.signer.contentType = "application/json";
      wire.extra.put("X-TC-TraceId", "9b2ac5a3-54d2-4f0c-8b4c-0c3f0a4b0d6f");
      assertThat(call()).isEqualTo("ok");
    }

    @Test
    void others_state_the_product() {
      wire.signer.contentType = "application/json";
      assertThat(call()).isEqualTo("ok");
    }

    @Test
    void payloads_may_be_left_unsigned() {
      wire.signer.unsignedPayload = true;
      assertThat(call()).isEqualTo("AuthFailure.SignatureFailure");
      wire.extra.put("X-TC-Content-SHA256", "UNSIGNED-PAYLOAD");
      assertThat(call()).isEqualTo("ok");
    }
  }
}
