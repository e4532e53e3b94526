package dev.byok.tencent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.tencentcloudapi.common.Credential;
import dev.byok.KeyId;
import dev.byok.kms.KmsUnavailableException;
import java.net.URI;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every shape on which the SDK fails in its own way ends in one exception of ours. */
class UglyAnswersTest {
  private static final KeyId KEY = KeyId.of("1ff78c0d-c54b-11e9-9cc9-5254006d0810");

  private static TencentExternalKeyClient connect(URI endpoint) {
    return TencentExternalKeyClient.connect(new Credential("id", "key"), "ap-guangzhou", endpoint);
  }

  private static KmsUnavailableException failureOf(URI endpoint) {
    return catchThrowableOfType(
        KmsUnavailableException.class, () -> connect(endpoint).describe(KEY));
  }

  static Stream<String> uglyAnswers() {
    return Stream.of(
        ScriptedServer.ok(""),
        ScriptedServer.ok("null"),
        ScriptedServer.ok("{}"),
        ScriptedServer.ok("[]"),
        ScriptedServer.ok("<html>gateway</html>"),
        ScriptedServer.ok("{\"Response\":{}}"),
        ScriptedServer.ok("{\"Response\":{\"RequestId\":\"r\"}}"),
        ScriptedServer.ok(
            "{\"Response\":{\"RequestId\":\"r\",\"KeyMetadata\":{\"Type\":\"two\"}}}"),
        ScriptedServer.ok("{\"Response\":{\"RequestId\":\"r\",\"KeyMetadata\":{\"KeyId\":\"\"}}}"),
        ScriptedServer.ok("{\"Response\":{\"Error\":{},\"RequestId\":\"r\"}}"),
        ScriptedServer.http("500 Oops", "{\"Response\":{\"Error\":{\"Code\":\"InternalError\"}}}"),
        ScriptedServer.http("502 Bad Gateway", "bad"),
        ScriptedServer.http("302 Found\r\nLocation: /elsewhere", ""),
        "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\nConnection: close\r\n\r\n{\"Response\"",
        "not HTTP at all\r\n\r\n",
        "");
  }

  @ParameterizedTest
  @MethodSource("uglyAnswers")
  void end_as_unavailable_with_an_unknown_outcome(String answer) {
    try (ScriptedServer server = new ScriptedServer(answer)) {
      KmsUnavailableException failure = failureOf(server.uri());

      assertThat(failure).isNotNull().hasMessageContaining("DescribeKey for key 1ff78c0d");
      assertThat(failure.mayHaveBeenCarriedOut()).isTrue();
      assertThat(failure.getMessage()).contains("TROUBLESHOOTING.md#unavailable");
      assertThat(failure.getCause()).isNotNull();
      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  void a_creation_confirmed_in_part_is_unavailable_too() {
    String body = "{\"Response\":{\"KeyId\":\"key-1\",\"RequestId\":\"r\"}}";
    try (ScriptedServer server = new ScriptedServer(ScriptedServer.ok(body))) {
      assertThatExceptionOfType(KmsUnavailableException.class)
          .isThrownBy(() -> connect(server.uri()).create("payments"))
          .withMessageContaining("alias 'payments'")
          .matches(KmsUnavailableException::mayHaveBeenCarriedOut);
    }
  }

  @Test
  void a_refused_connection_was_certainly_not_carried_out() {
    ScriptedServer closed = new ScriptedServer("");
    closed.close();

    KmsUnavailableException failure = failureOf(closed.uri());

    assertThat(failure.mayHaveBeenCarriedOut()).isFalse();
    assertThat(failure).hasMessageContaining("the connection was refused");
  }

  @Test
  void a_number_sent_as_text_is_taken() {
    String body =
        "{\"Response\":{\"RequestId\":\"r\",\"DeletionDate\":\"1700000000\",\"KeyId\":\"k\"}}";
    try (ScriptedServer server = new ScriptedServer(ScriptedServer.ok(body))) {
      assertThat(connect(server.uri()).scheduleDeletion(KEY, 7))
          .hasToString("2023-11-14T22:13:20Z");
    }
  }
}
