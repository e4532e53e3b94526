package dev.byok.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Thousands of bad days. {@code -Dbyok.simulation.schedules=20000} runs more, {@code
 * -Dbyok.simulation.seed=N} runs one again.
 */
class SimulationTest {
  private static final long SCHEDULES = Long.getLong("byok.simulation.schedules", 2_000);
  private static final long ONE_SEED = Long.getLong("byok.simulation.seed", -1);

  @Test
  void every_key_is_finished_after_any_schedule() {
    LongStream seeds = ONE_SEED >= 0 ? LongStream.of(ONE_SEED) : LongStream.range(0, SCHEDULES);
    seeds.parallel().forEach(seed -> run(seed, 1));
  }

  @Test
  void eight_threads_keep_the_same_promises() {
    LongStream.range(10_000, 10_100).forEach(seed -> run(seed, 8));
  }

  @Test
  void a_seed_replays_request_by_request() {
    for (long seed = 0; seed < 20; seed++) {
      assertThat(run(seed, 1)).as("seed %d", seed).isEqualTo(run(seed, 1));
    }
  }

  private static List<String> run(long seed, int parallelism) {
    try (Schedule schedule = new Schedule(seed, parallelism)) {
      return schedule.run();
    } catch (AssertionError | RuntimeException failed) {
      throw new AssertionError(
          "Seed " + seed + " failed with parallelism " + parallelism + ": " + failed.getMessage(),
          failed);
    }
  }
}
