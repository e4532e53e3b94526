package dev.byok.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What shall go wrong: the script first, then the plan. Thread-safe. */
final class Faults {
  private static final int MAX_COUNTS = 100_000;

  private final List<Fault> script = new ArrayList<>();

  // In the order of their last use, the oldest first.
  private final Map<String, Integer> counts = new LinkedHashMap<>(16, 0.75f, true);
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

  /**
   * The number of a request, from 1, among those of the same action for the same subject. Anyone
   * may send subjects without end, of any length: those that cannot be the name of a key share a
   * number where they begin alike, and those not seen for longest are forgotten.
   */
  int count(String action, String subject) {
    String start = subject.substring(0, Math.min(subject.length(), TextRules.ALIAS_LENGTH + 1));
    synchronized (counts) {
      int number = counts.merge(action + " " + start, 1, Integer::sum);
      if (counts.size() > MAX_COUNTS) {
        counts.remove(counts.keySet().iterator().next());
      }
      return number;
    }
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
