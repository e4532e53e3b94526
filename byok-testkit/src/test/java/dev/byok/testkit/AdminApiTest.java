package dev.byok.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.byok.testkit.junit.Emulated;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AdminApiTest {
  @Emulated private KmsEmulator kms;
  private Wire wire;

  @BeforeEach
  void connect() {
    wire = new Wire(kms);
  }

  private JsonObject ok(String verb, String path, String body) {
    HttpResponse<String> answer = wire.admin(verb, path, body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JsonParser.parseString(answer.body()).getAsJsonObject();
  }

  @Test
  void moves_the_clock() {
    JsonObject answer = ok("POST", "/__admin/clock", "{\"advance\":\"PT25H\"}");
    Instant now = Instant.parse(answer.get("now").getAsString());
    assertThat(now).isBetween(Instant.now().plus(Duration.ofMinutes(1499)), kms.clock().instant());
  }

  @Test
  void scripts_faults() {
    ok(
        "POST",
        "/__admin/faults",
        "{\"action\":\"CreateKey\",\"kind\":\"throttle\",\"times\":2,\"delay\":\"PT0.2S\"}");
    String create = "{\"Alias\":\"a\",\"Type\":2}";
    assertThat(wire.code("CreateKey", create)).isEqualTo("RequestLimitExceeded");
    assertThat(wire.code("CreateKey", create)).isEqualTo("RequestLimitExceeded");
    assertThat(wire.code("CreateKey", create)).isEqualTo("ok");
  }

  @ParameterizedTest
  @EnumSource(Fault.Kind.class)
  void knows_every_kind_of_fault(Fault.Kind kind) {
    JsonObject answer =
        ok(
            "POST",
            "/__admin/faults",
            "{\"action\":\"CreateKey\",\"kind\":\"%s\",\"code\":\"X\",\"delay\":\"PT1S\"}"
                .formatted(kind.wireName()));
    assertThat(answer.get("scripted").getAsInt()).isEqualTo(1);
  }

  @Test
  void adds_and_lists_keys() {
    JsonArray ids = ok("POST", "/__admin/keys", "{\"count\":1000}").getAsJsonArray("keyIds");
    assertThat(ids).hasSize(1000);
    JsonArray keys = ok("GET", "/__admin/keys", "").getAsJsonArray("keys");
    assertThat(keys).hasSize(1000);
    JsonObject first = keys.get(0).getAsJsonObject();
    assertThat(first.get("state").getAsString()).isEqualTo("PendingImport");
    assertThat(first.get("keyId")).isEqualTo(ids.get(0));
    assertThat(first.get("hasMaterial").getAsBoolean()).isFalse();
    assertThat(first.getAsJsonArray("history")).hasSize(1);
  }

  @Test
  void lists_requests_but_not_its_own() {
    wire.code("RotateKey", "{}");
    JsonArray requests = ok("GET", "/__admin/requests", "").getAsJsonArray("requests");
    assertThat(requests).hasSize(1);
    JsonObject request = requests.get(0).getAsJsonObject();
    assertThat(request.keySet()).containsExactly("action", "keyId", "at", "requestId", "outcome");
    assertThat(request.get("outcome").getAsString()).isEqualTo("InvalidAction");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "POST | clock | {} | 400",
        "POST | clock | {\"advance\":\"soon\"} | 400",
        "POST | clock | {\"advance\":\"-PT1S\"} | 400",
        "POST | clock | {\"advance\":7} | 400",
        "POST | clock | {\"advance\":\"PT1S\",\"x\":1} | 400",
        "POST | clock | {\"advance\":\"P9999999D\"} | 400",
        "POST | clock | {\"advance\":\"P99999999999D\"} | 400",
        "POST | clock | no JSON | 400",
        "POST | faults | {\"action\":\"*\",\"kind\":\"fire\"} | 400",
        "POST | faults | {\"action\":\"RotateKey\",\"kind\":\"throttle\"} | 400",
        "POST | faults | {\"action\":\"*\",\"kind\":\"throttle\",\"times\":1000001} | 400",
        "POST | faults | {\"action\":\"*\",\"kind\":\"throttle\",\"times\":-9999999999} | 400",
        "POST | faults | {\"action\":\"*\",\"kind\":\"delay\"} | 400",
        "POST | faults | {\"action\":\"*\",\"kind\":\"throttle\",\"delay\":\"PT24H\"} | 400",
        "POST | faults | {\"action\":\"*\",\"kind\":\"delay\",\"delay\":\"PT2562047788015215H\"} | 400",
        "POST | faults | {\"action\":\"*\",\"kind\":\"error\"} | 400",
        "POST | faults | {\"action\":\"*\",\"kind\":\"throttle\",\"times\":0} | 400",
        "POST | faults | {\"action\":\"*\",\"kind\":\"delay\",\"delay\":\"PT99999999999999S\"} | 400",
        "POST | faults | {\"kind\":\"throttle\"} | 400",
        "POST | keys | {\"count\":0} | 400",
        "POST | keys | {\"count\":100001} | 400",
        "POST | keys | {\"count\":-9999999999} | 400",
        "POST | keys | {\"count\":1,\"region\":\"\"} | 400",
        "POST | keys | {\"count\":1,\"region\":\"Shanghai\"} | 400",
        "GET | clock | '' | 405",
        "POST | requests | {} | 405",
        "GET | nothing | '' | 404"
      })
  void refuses_what_it_does_not_understand(String verb, String path, String body, int status) {
    HttpResponse<String> answer = wire.admin(verb, "/__admin/" + path, body == null ? "" : body);
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(JsonParser.parseString(answer.body()).getAsJsonObject().has("error")).isTrue();
    assertThat(wire.code("ListKeys", "{}")).isEqualTo("ok");
    assertThat(kms.keys()).isEmpty();
  }

  @Test
  void refuses_a_region_that_is_as_long_as_a_request() {
    String region = "ap" + "-a".repeat(500_000);
    String body = "{\"count\":1,\"region\":\"%s\"}".formatted(region);
    HttpResponse<String> answer = wire.admin("POST", "/__admin/keys", body);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).startsWith("{\"error\":");
  }
}
