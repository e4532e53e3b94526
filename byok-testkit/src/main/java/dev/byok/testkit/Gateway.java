package dev.byok.testkit;

import com.google.gson.JsonObject;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** Leads a request of the API from the wire to its action and back, and records it. */
final class Gateway {
  private final Account account;
  private final Entrance entrance;
  private final Faults faults;
  private final RateGate rates;
  private final Journal journal;

  Gateway(Account account, Entrance entrance, Faults faults, Journal journal) {
    this.account = account;
    this.entrance = entrance;
    this.faults = faults;
    this.rates = new RateGate(account.options().rateLimits(), System::nanoTime);
    this.journal = journal;
  }

  /** What to do with a request, and how long to wait before. */
  record Turn(Duration pause, Supplier<Answer> answer) {}

  /** Checks a request and decides its fate; carries nothing out yet. Never fails. */
  Turn admit(WireRequest request) {
    Exchange exchange = entrance.exchange(request);
    Duration latency = account.options().latency();
    try {
      Admission admission = meetFaults(entrance.pass(request, exchange));
      Duration delay = admission.fault().map(Fault::delay).orElse(Duration.ZERO);
      return new Turn(latency.plus(delay), () -> answer(admission));
    } catch (RuntimeException e) {
      return new Turn(latency, () -> refuse(exchange, e));
    }
  }

  private Admission meetFaults(Admission admission) {
    Parameters parameters = admission.parameters();
    Optional<String> keyId = Subject.keyId(parameters);
    Optional<String> alias =
        keyId.isPresent()
            ? account.aliasOf(admission.region(), keyId.get())
            : parameters.peek("Alias");
    String action = admission.action().name();
    int nth = faults.count(action, keyId.or(() -> alias).orElse(""));
    Optional<Fault> fault = faults.decide(new FaultPlan.Incoming(action, keyId, alias, nth));
    if (fault.isEmpty() || fault.get().kind().carriedOut()) {
      rates.enter(action);
    }
    Exchange exchange = admission.exchange().about(keyId);
    return new Admission(admission.action(), parameters, admission.region(), exchange, fault);
  }

  private Answer answer(Admission admission) {
    try {
      return admission.obstacle().isPresent()
          ? obstruct(admission.exchange(), admission.obstacle().get())
          : carryOut(admission);
    } catch (RuntimeException e) {
      return refuse(admission.exchange(), e);
    }
  }

  private Answer obstruct(Exchange exchange, Fault fault) {
    journal.add(exchange.record(fault.kind().wireName()));
    return switch (fault.kind()) {
      case THROTTLE -> error(exchange, "RequestLimitExceeded");
      case INTERNAL_ERROR -> error(exchange, "InternalError");
      case ERROR -> error(exchange, fault.errorCode());
      case BAD_GATEWAY -> Answer.BAD_GATEWAY;
      case DROP_REQUEST -> Answer.DROPPED;
      case DROP_RESPONSE, DELAY, EMPTY_BODY, MALFORMED, TAG_FAILURE ->
          throw new IllegalStateException(fault.kind() + " does not stop a request");
    };
  }

  private Answer carryOut(Admission admission) {
    Exchange exchange = admission.exchange();
    Answer answer;
    String outcome = "ok";
    try {
      JsonObject members = admission.carryOut(account);
      exchange = exchange.about(exchange.keyId().or(() -> Subject.made(members)));
      answer = Answer.response(members, exchange.requestId());
    } catch (ApiError e) {
      answer = Answer.error(e.code(), e.getMessage(), exchange.requestId());
      outcome = e.code();
    }
    return deliver(admission.fault(), exchange.record(outcome), answer);
  }

  /** Spoils the way back where a fault says so; the effect has taken place. */
  private Answer deliver(Optional<Fault> fault, RecordedRequest recorded, Answer answer) {
    boolean failed = !recorded.outcome().equals("ok");
    Answer delivered = fault.map(met -> spoil(met.kind(), answer)).orElse(answer);
    boolean hidesOutcome = fault.isPresent() && (delivered != answer || !failed);
    journal.add(
        hidesOutcome
            ? new RecordedRequest(
                recorded.action(),
                recorded.keyId(),
                recorded.at(),
                recorded.requestId(),
                fault.get().kind().wireName())
            : recorded);
    return delivered;
  }

  private static Answer spoil(Fault.Kind kind, Answer answer) {
    return switch (kind) {
      case DROP_RESPONSE -> Answer.DROPPED;
      case EMPTY_BODY -> Answer.EMPTY;
      case MALFORMED -> Answer.MALFORMED;
      case THROTTLE, INTERNAL_ERROR, ERROR, BAD_GATEWAY, DROP_REQUEST, DELAY, TAG_FAILURE -> answer;
    };
  }

  private Answer refuse(Exchange exchange, RuntimeException cause) {
    ApiError error =
        cause instanceof ApiError known
            ? known
            : new ApiError("InternalError", "The emulator failed: " + cause);
    journal.add(exchange.record(error.code()));
    return Answer.error(error.code(), error.getMessage(), exchange.requestId());
  }

  private static Answer error(Exchange exchange, String code) {
    return Answer.error(code, "The emulator was told to answer this.", exchange.requestId());
  }
}
