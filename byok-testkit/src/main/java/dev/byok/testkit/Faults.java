package dev.byok.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What shall go wrong: the script first, then the plan. Thread-safe. */
final class Faults {
  private final List<Fault> script = new ArrayList<>();
  private final Map<String, Integer> counts = new ConcurrentHashMap<>();
  private volatile FaultPlan plan = FaultPlan.none();

  /** Adds to the end of the script. */
  void script(List<Fault> faults) {
    synchronized (script) {
      script.addAll(faults);
    }
  }

  void plan(FaultPlan newPlan) {
    plan = newPlan;
  }

  /** The number of a request, from 1, among those of the same action for the same subject. */
  int count(String action, String subject) {
    return counts.merge(action + " " + subject, 1, Integer::sum);
  }

  Optional<Fault> decide(FaultPlan.Incoming request) {
    Optional<Fault> scripted = takeFromScript(request.action());
    return scripted.isPresent() ? scripted : askPlan(request);
  }

  private Optional<Fault> takeFromScript(String action) {
    synchronized (script) {
      for (int i = 0; i < script.size(); i++) {
        Fault fault = script.get(i);
        if (fault.meets(action)) {
          useUp(i, fault);
          return Optional.of(fault);
        }
      }
      return Optional.empty();
    }
  }

  private void useUp(int index, Fault fault) {
    if (fault.times() > 1) {
      script.set(index, fault.times(fault.times() - 1));
    } else {
      script.remove(index);
    }
  }

  /** No lock is held here: a plan may call the emulator. */
  private Optional<Fault> askPlan(FaultPlan.Incoming request) {
    FaultPlan asked = plan;
    return asked.decide(request).map(kind -> fault(request.action(), kind, asked));
  }

  private static Fault fault(String action, Fault.Kind kind, FaultPlan plan) {
    Duration delay = kind == Fault.Kind.DELAY ? plan.delay() : Duration.ZERO;
    String code = kind == Fault.Kind.ERROR ? plan.errorCode() : "";
    return new Fault(action, kind, 1, delay, code);
  }
}
