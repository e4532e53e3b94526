package dev.byok.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FaultsTest {
  private final Faults faults = new Faults();

  @Test
  void counts_the_requests_of_an_action_for_a_subject() {
    assertThat(faults.count("CreateKey", "payments")).isEqualTo(1);
    assertThat(faults.count("CreateKey", "payments")).isEqualTo(2);
    assertThat(faults.count("CreateKey", "refunds")).isEqualTo(1);
    assertThat(faults.count("DescribeKey", "payments")).isEqualTo(1);
  }

  @Test
  void keeps_apart_what_differs_in_the_last_symbol_of_a_longest_alias() {
    faults.count("CreateKey", "x".repeat(59) + "a");
    assertThat(faults.count("CreateKey", "x".repeat(59) + "b")).isEqualTo(1);
    assertThat(faults.count("CreateKey", "x".repeat(60) + "c")).isEqualTo(1);
  }

  @Test
  void does_not_remember_the_whole_of_what_is_no_alias() {
    faults.count("CreateKey", "x".repeat(900_000) + "a");
    assertThat(faults.count("CreateKey", "x".repeat(900_000) + "b")).isEqualTo(2);
  }

  @Test
  void forgets_what_was_not_seen_for_longest() {
    faults.count("CreateKey", "seen again");
    faults.count("CreateKey", "seen once");
    for (int i = 0; i < 99_999; i++) {
      faults.count("CreateKey", "seen again");
      faults.count("CreateKey", "key-" + i);
    }
    assertThat(faults.count("CreateKey", "seen again")).isEqualTo(100_001);
    assertThat(faults.count("CreateKey", "seen once")).isEqualTo(1);
  }
}
