package dev.byok.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.byok.testkit.junit.Emulated;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GatewayTest {
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
  class Refuses {
    @Test
    void another_key() {
      wire.signer.secretKey = "another";
      assertThat(call()).isEqualTo("AuthFailure.SignatureFailure");
    }

    @Test
    void an_unknown_id() {
      wire.signer.secretId = "AKIDNOBODY";
      assertThat(call()).isEqualTo("AuthFailure.SecretIdNotFound");
      wire.signer.secretId = "no+api+key";
      assertThat(call()).isEqualTo("AuthFailure.InvalidSecretId");
    }

    @Test
    void another_service() {
      wire.signer.service = "cvm";
      assertThat(call()).isEqualTo("AuthFailure.SignatureFailure");
    }

    @Test
    void another_date_than_that_of_the_timestamp() {
      wire.signer.date = "2020-01-01";
      assertThat(call()).isEqualTo("AuthFailure.SignatureFailure");
    }

    @ParameterizedTest
    @CsvSource({"-310, AuthFailure.SignatureExpire", "310, AuthFailure.SignatureExpire"})
    void a_timestamp_off_by_more_than_five_minutes(int seconds, String code) {
      wire.time = Instant.now().plusSeconds(seconds);
      assertThat(call()).isEqualTo(code);
    }

    @ParameterizedTest
    @ValueSource(ints = {-280, 280})
    void no_timestamp_within_five_minutes(int seconds) {
      wire.time = Instant.now().plusSeconds(seconds);
      assertThat(call()).isEqualTo("ok");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "nonsense",
          "TC3-HMAC-SHA256",
          "TC3-HMAC-SHA256 Credential=AKID/2023-11-14/kms/tc3_request,"
              + " SignedHeaders=content-type, Signature="
              + "18e8fad2799285828b45e5d5ba7a64d2a34757feaca76886b7470eddba6b4531",
          "TC3-HMAC-SHA256 Credential=AKID/2023-11-14/kms/tc3_request,"
              + " SignedHeaders=content-type;host, Signature=18e8"
        })
    void a_malformed_authorization(String header) {
      wire.extra.put("Authorization", header);
      assertThat(call()).isEqualTo("AuthFailure.InvalidAuthorization");
    }

    @ParameterizedTest
    @CsvSource({
      "Authorization, AuthFailure.InvalidAuthorization",
      "Content-Type, MissingParameter",
      "X-TC-Action, MissingParameter",
      "X-TC-Version, MissingParameter",
      "X-TC-Timestamp, MissingParameter",
      "X-TC-Region, MissingParameter"
    })
    void a_missing_header(String header, String code) {
      wire.extra.put(header, "");
      assertThat(call()).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({
      "X-TC-Region, nowhere, UnsupportedRegion",
      "X-TC-Version, 2018-01-01, NoSuchVersion",
      "X-TC-Timestamp, soon, InvalidParameter",
      "X-TC-Token, unasked, AuthFailure.TokenFailure",
      "Content-Type, text/plain, UnsupportedProtocol"
    })
    void a_bad_header(String header, String value, String code) {
      wire.extra.put(header, value);
      assertThat(call()).isEqualTo(code);
    }

    @Test
    void an_unknown_action() {
      assertThat(wire.code("RotateKey", "{}")).isEqualTo("InvalidAction");
    }

    @Test
    void an_unknown_parameter() {
      assertThat(wire.code("ListKeys", "{\"Foo\":1}")).isEqualTo("UnknownParameter");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "",
          "null",
          "[]",
          "7",
          "{",
          "{}{}",
          "{'Limit':10}",
          "{\"Limit\":10,}",
          "{\"Limit\":010}",
          "{\"Limit\":10,\"Limit\":10}",
          "{\"Limit\":NaN}",
          "// x\n{}",
          "{\"Limit\":1}x"
        })
    void what_is_not_one_json_object(String body) {
      assertThat(wire.code("ListKeys", body)).isEqualTo("InvalidParameter");
    }

    @Test
    void get_and_a_query() {
      wire.method = "GET";
      assertThat(call()).isEqualTo("UnsupportedProtocol");
      wire.method = "POST";
      wire.path = "/?Action=ListKeys";
      assertThat(call()).isEqualTo("InvalidParameter");
    }

    @Test
    void other_paths() {
      wire.path = "/kms";
      assertThat(wire.send("ListKeys", "{}").statusCode()).isEqualTo(404);
    }
  }

  @Test
  void asks_for_the_session_token_of_a_temporary_key() {
    EmulatorOptions options =
        EmulatorOptions.defaults().withCredentials("AKIDTEMP", "key", "session");
    try (KmsEmulator temporary = KmsEmulator.start(options)) {
      Wire there = new Wire(temporary);
      assertThat(there.code("ListKeys", "{}")).isEqualTo("AuthFailure.TokenFailure");
      there.extra.put("X-TC-Token", "other");
      assertThat(there.code("ListKeys", "{}")).isEqualTo("AuthFailure.TokenFailure");
      there.extra.put("X-TC-Token", temporary.sessionToken().orElseThrow());
      assertThat(there.code("ListKeys", "{}")).isEqualTo("ok");
    }
  }

  @Test
  void judges_freshness_by_the_machine_not_by_its_own_clock() {
    kms.clock().advance(Duration.ofDays(365));
    assertThat(call()).isEqualTo("ok");
  }

  @Test
  void answers_errors_in_http_200_and_json() {
    HttpResponse<String> answer = wire.send("RotateKey", "{}");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
    assertThat(answer.body())
        .matches(
            "\\{\"Response\":\\{\"Error\":\\{\"Code\":\"InvalidAction\",\"Message\":\".+\"},"
                + "\"RequestId\":\"[0-9a-f-]{36}\"}}");
  }

  @Test
  void records_what_came_in_without_secrets() {
    Customer customer = new Customer(kms);
    String key = customer.create("payments");
    customer.code("EnableKey", key);
    wire.signer.secretKey = "wrong";
    wire.send("Nonsense: 'x'", "{}");

    assertThat(kms.requests())
        .extracting(RecordedRequest::action, RecordedRequest::keyId, RecordedRequest::outcome)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("CreateKey", Optional.of(key), "ok"),
            org.assertj.core.groups.Tuple.tuple(
                "EnableKey", Optional.of(key), "ResourceUnavailable.CmkStateNotSupport"),
            org.assertj.core.groups.Tuple.tuple(
                "?", Optional.empty(), "AuthFailure.SignatureFailure"));
    assertThat(kms.requests().toString()).doesNotContain(kms.secretKey());
    kms.clearRequests();
    assertThat(kms.requests()).isEmpty();
  }
}
