package dev.byok.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import dev.byok.testkit.junit.Emulated;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class FaultTest {
  private static final String CREATE = "{\"Alias\":\"payments\",\"Type\":2}";

  @Emulated private KmsEmulator kms;
  private Wire wire;

  @BeforeEach
  void connect() {
    wire = new Wire(kms);
  }

  private String lastOutcome() {
    List<RecordedRequest> requests = kms.requests();
    return requests.get(requests.size() - 1).outcome();
  }

  @Nested
  class Scripted {
    @Test
    void throttles_as_often_as_told() {
      kms.script(Fault.throttle("CreateKey").times(2));
      assertThat(wire.code("ListKeys", "{}")).isEqualTo("ok");
      assertThat(wire.code("CreateKey", CREATE)).isEqualTo("RequestLimitExceeded");
      assertThat(lastOutcome()).isEqualTo("throttle");
      assertThat(wire.code("CreateKey", CREATE)).isEqualTo("RequestLimitExceeded");
      assertThat(kms.keys()).isEmpty();
      assertThat(wire.code("CreateKey", CREATE)).isEqualTo("ok");
    }

    @Test
    void fails_inside() {
      kms.script(Fault.internalError(Fault.ANY_ACTION));
      assertThat(wire.code("CreateKey", CREATE)).isEqualTo("InternalError");
      assertThat(lastOutcome()).isEqualTo("internal-error");
      assertThat(kms.keys()).isEmpty();
    }

    @Test
    void answers_any_code() {
      kms.script(
          Fault.error("CreateKey", "UnauthorizedOperation"),
          Fault.error("CreateKey", "UnsupportedOperation.ServiceTemporaryUnavailable"));
      assertThat(wire.code("CreateKey", CREATE)).isEqualTo("UnauthorizedOperation");
      assertThat(wire.code("CreateKey", CREATE))
          .isEqualTo("UnsupportedOperation.ServiceTemporaryUnavailable");
      assertThat(kms.keys()).isEmpty();
    }

    @Test
    void drops_the_request() {
      kms.script(Fault.dropRequest("CreateKey"));
      assertThatThrownBy(() -> wire.send("CreateKey", CREATE))
          .isInstanceOf(UncheckedIOException.class);
      assertThat(kms.keys()).isEmpty();
      assertThat(lastOutcome()).isEqualTo("drop-request");
      assertThat(kms.requests()).hasSize(1);
    }

    @Test
    void drops_the_response_of_what_it_carried_out() {
      kms.script(Fault.dropResponse("CreateKey"));
      assertThatThrownBy(() -> wire.send("CreateKey", CREATE))
          .isInstanceOf(UncheckedIOException.class);
      assertThat(kms.keys()).extracting(EmulatedKey::alias).containsExactly("payments");
      assertThat(lastOutcome()).isEqualTo("drop-response");
      assertThat(wire.code("CreateKey", CREATE))
          .isEqualTo("InvalidParameterValue.AliasAlreadyExists");
    }

    @Test
    void answers_late() {
      kms.script(Fault.delay("CreateKey", Duration.ofMillis(120)));
      long start = System.nanoTime();
      assertThat(wire.code("CreateKey", CREATE)).isEqualTo("ok");
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(119));
      assertThat(lastOutcome()).isEqualTo("delay");
    }

    @Test
    void breaks_at_the_gateway() {
      kms.script(Fault.badGateway("CreateKey"));
      HttpResponse<String> answer = wire.send("CreateKey", CREATE);
      assertThat(answer.statusCode()).isEqualTo(502);
      assertThat(answer.body()).startsWith("<html>");
      assertThat(kms.keys()).isEmpty();
    }

    @Test
    void answers_nothing() {
      kms.script(Fault.emptyBody("CreateKey"));
      HttpResponse<String> answer = wire.send("CreateKey", CREATE);
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).isEmpty();
      assertThat(kms.keys()).hasSize(1);
    }

    @Test
    void answers_half_of_it() {
      kms.script(Fault.malformed("CreateKey"));
      HttpResponse<String> answer = wire.send("CreateKey", CREATE);
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThatIllegalArgumentException().isThrownBy(() -> JsonText.parseObject(answer.body()));
      assertThat(kms.keys()).hasSize(1);
    }

    @Test
    void creates_without_tags() {
      kms.script(Fault.tagFailure());
      JsonObject answer = wire.ok("CreateKey", CREATE);
      assertThat(answer.get("TagCode").getAsInt()).isEqualTo(2);
      assertThat(answer.get("TagMsg").getAsString()).isNotEmpty();
      assertThat(kms.keys()).hasSize(1);
    }

    @Test
    void spares_requests_that_are_not_signed() {
      kms.script(Fault.throttle("CreateKey"));
      String right = wire.signer.secretKey;
      wire.signer.secretKey = "wrong";
      assertThat(wire.code("CreateKey", CREATE)).isEqualTo("AuthFailure.SignatureFailure");
      wire.signer.secretKey = right;
      assertThat(wire.code("CreateKey", CREATE)).isEqualTo("RequestLimitExceeded");
    }

    @Test
    void records_the_real_error_when_a_late_answer_is_one() {
      kms.script(Fault.delay("CreateKey", Duration.ofMillis(1)));
      assertThat(wire.code("CreateKey", "{\"Alias\":\"-\"}"))
          .isEqualTo("InvalidParameterValue.InvalidAlias");
      assertThat(lastOutcome()).isEqualTo("InvalidParameterValue.InvalidAlias");
    }
  }

  @Test
  void refuses_faults_without_meaning() {
    assertThatIllegalArgumentException().isThrownBy(() -> Fault.throttle("CreateKey").times(0));
    assertThatIllegalArgumentException().isThrownBy(() -> Fault.error("CreateKey", ""));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Fault.delay("CreateKey", Duration.ofMillis(-1)));
    assertThatIllegalArgumentException().isThrownBy(() -> Fault.delay("CreateKey", Duration.ZERO));
    assertThatIllegalArgumentException().isThrownBy(() -> Fault.throttle("RotateKey"));
  }

  @Nested
  class Planned {
    @Test
    void knows_action_key_alias_and_number() {
      Customer customer = new Customer(kms);
      List<FaultPlan.Incoming> seen = new CopyOnWriteArrayList<>();
      kms.plan(
          request -> {
            seen.add(request);
            return Optional.empty();
          });
      String key = customer.create("payments");
      customer.state(key);
      customer.state(key);
      assertThat(seen)
          .containsExactly(
              new FaultPlan.Incoming("CreateKey", Optional.empty(), Optional.of("payments"), 1),
              new FaultPlan.Incoming("DescribeKey", Optional.of(key), Optional.of("payments"), 1),
              new FaultPlan.Incoming("DescribeKey", Optional.of(key), Optional.of("payments"), 2));
    }

    @Test
    void may_call_the_emulator_itself() {
      Wire second = new Wire(kms);
      kms.plan(
          request -> {
            if (request.action().equals("CreateKey") && kms.keys().isEmpty()) {
              second.ok("ListKeys", "{}");
              kms.addKeys(1);
            }
            return Optional.empty();
          });
      assertThat(wire.code("CreateKey", CREATE)).isEqualTo("ok");
      assertThat(kms.keys()).hasSize(2);
    }

    @Test
    void comes_after_the_script() {
      kms.plan(request -> Optional.of(Fault.Kind.ERROR));
      kms.script(Fault.throttle("ListKeys"));
      assertThat(wire.code("ListKeys", "{}")).isEqualTo("RequestLimitExceeded");
      assertThat(wire.code("ListKeys", "{}")).isEqualTo("UnauthorizedOperation");
      kms.plan(FaultPlan.none());
      assertThat(wire.code("ListKeys", "{}")).isEqualTo("ok");
    }

    @Test
    void that_breaks_is_an_internal_error() {
      kms.plan(
          request -> {
            throw new IllegalStateException("broken plan");
          });
      JsonObject answer = wire.response("ListKeys", "{}");
      assertThat(answer.toString()).contains("InternalError", "broken plan");
    }
  }
}
