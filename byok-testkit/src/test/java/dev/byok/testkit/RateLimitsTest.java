package dev.byok.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RateLimitsTest {
  private static final long SECOND = 1_000_000_000L;

  // Near its overflow, where a monotonic clock may well be.
  private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - SECOND);

  private boolean admits(RateGate gate, String action) {
    try {
      gate.enter(action);
      return true;
    } catch (ApiError e) {
      assertThat(e.code()).isEqualTo("RequestLimitExceeded");
      return false;
    }
  }

  @Test
  void lets_a_slot_go_after_a_full_second() {
    RateGate gate = new RateGate(RateLimits.perAction(2), clock::get);
    assertThat(admits(gate, "CreateKey")).isTrue();
    clock.addAndGet(SECOND / 2);
    assertThat(admits(gate, "CreateKey")).isTrue();
    clock.addAndGet(SECOND / 2 - 1);
    assertThat(admits(gate, "CreateKey")).isFalse();
    assertThat(admits(gate, "ListKeys")).isTrue();
    clock.addAndGet(1);
    assertThat(admits(gate, "CreateKey")).isTrue();
    assertThat(admits(gate, "CreateKey")).isFalse();
  }

  @Test
  void never_lets_more_than_the_rate_into_any_second() {
    long seed = 42;
    Random random = new Random(seed);
    RateGate gate = new RateGate(RateLimits.perAction(7), clock::get);
    List<Long> admitted = new ArrayList<>();
    for (int i = 0; i < 5000; i++) {
      clock.addAndGet(random.nextLong(SECOND / 5));
      if (admits(gate, "CreateKey")) {
        admitted.add(clock.get());
      }
    }
    for (int i = 7; i < admitted.size(); i++) {
      assertThat(admitted.get(i) - admitted.get(i - 7))
          .as("seed %d", seed)
          .isGreaterThanOrEqualTo(SECOND);
    }
    assertThat(admitted).hasSizeGreaterThan(1000);
  }

  @Test
  void knows_the_documented_rates() {
    RateGate gate = new RateGate(RateLimits.documented(), clock::get);
    assertThat(admitted(gate, "CreateKey")).isEqualTo(100);
    assertThat(admitted(gate, "GenerateRandom")).isEqualTo(150);
    for (int i = 0; i < 200; i++) {
      assertThat(admits(gate, "Encrypt")).isTrue();
    }
    assertThat(admitted(gate, "Decrypt")).isEqualTo(100);
    assertThat(admits(gate, "Encrypt")).isFalse();
  }

  @Test
  void shares_no_pool_unless_told() {
    RateGate gate = new RateGate(RateLimits.perAction(5), clock::get);
    assertThat(admitted(gate, "Encrypt")).isEqualTo(5);
    assertThat(admitted(gate, "Decrypt")).isEqualTo(5);
    assertThatIllegalArgumentException().isThrownBy(() -> RateLimits.perAction(0));
  }

  @Test
  void refuses_rates_that_would_limit_nothing() {
    RateLimits limits = RateLimits.perAction(5);
    RateLimits pool = limits.withSharedPool(5);
    RateLimits own = limits.with("Decrypt", 5);
    assertThatIllegalArgumentException().isThrownBy(() -> pool.with("Encrypt", 1));
    assertThatIllegalArgumentException().isThrownBy(() -> own.withSharedPool(1));
    assertThatIllegalArgumentException().isThrownBy(() -> limits.with("RotateKey", 1));
    assertThatIllegalArgumentException().isThrownBy(() -> RateLimits.perAction(100_001));
    assertThat(own.with("Encrypt", 100_000).rateOf("Encrypt")).isEqualTo(100_000);
  }

  @Test
  void answers_over_http() {
    EmulatorOptions options = EmulatorOptions.defaults().withRateLimits(RateLimits.perAction(1));
    try (KmsEmulator kms = KmsEmulator.start(options)) {
      Wire wire = new Wire(kms);
      List<String> codes = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        codes.add(wire.code("ListKeys", "{}"));
      }
      assertThat(codes).startsWith("ok").contains("RequestLimitExceeded");
    }
  }

  private int admitted(RateGate gate, String action) {
    int count = 0;
    while (admits(gate, action)) {
      count++;
    }
    return count;
  }
}
