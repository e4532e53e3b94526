package dev.byok.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SeededFaultPlanTest {
  private static final int REQUESTS = 2000;

  private static List<Optional<Fault.Kind>> run(long seed, double share) {
    FaultPlan plan = FaultPlan.seeded(seed, share, Fault.Kind.THROTTLE, Fault.Kind.MALFORMED);
    return IntStream.range(0, REQUESTS)
        .mapToObj(
            i ->
                plan.decide(
                    new FaultPlan.Incoming(
                        i % 2 == 0 ? "CreateKey" : "Encrypt",
                        Optional.empty(),
                        Optional.of("key-" + i % 100),
                        1 + i / 200)))
        .toList();
  }

  @Test
  void decides_the_same_for_the_same_seed_only() {
    assertThat(run(1, 0.2)).isEqualTo(run(1, 0.2)).isNotEqualTo(run(2, 0.2));
  }

  @Test
  void meets_about_the_share_asked_for() {
    for (long seed = 0; seed < 20; seed++) {
      List<Optional<Fault.Kind>> run = run(seed, 0.2);
      long met = run.stream().filter(Optional::isPresent).count();
      assertThat(met).as("seed %d", seed).isBetween(300L, 500L);
      assertThat(run).contains(Optional.of(Fault.Kind.THROTTLE), Optional.of(Fault.Kind.MALFORMED));
    }
    assertThat(run(1, 0)).containsOnly(Optional.empty());
    assertThat(run(1, 1)).doesNotContain(Optional.empty());
  }

  @Test
  void does_not_depend_on_ids_where_there_are_aliases() {
    FaultPlan plan = FaultPlan.seeded(7, 0.5, Fault.Kind.THROTTLE);
    for (int i = 0; i < 100; i++) {
      Optional<String> alias = Optional.of("key-" + i);
      assertThat(plan.decide(new FaultPlan.Incoming("Encrypt", Optional.of("a"), alias, 1)))
          .isEqualTo(plan.decide(new FaultPlan.Incoming("Encrypt", Optional.of("b"), alias, 1)));
    }
  }

  @Test
  void refuses_what_makes_no_plan() {
    assertThatIllegalArgumentException().isThrownBy(() -> FaultPlan.seeded(1, 0.5));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FaultPlan.seeded(1, 1.5, Fault.Kind.THROTTLE));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FaultPlan.seeded(1, Double.NaN, Fault.Kind.THROTTLE));
  }
}
