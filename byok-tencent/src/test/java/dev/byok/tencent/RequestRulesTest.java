package dev.byok.tencent;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.byok.Validity;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestRulesTest {
  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

  @ParameterizedTest
  @ValueSource(strings = {"a", "7", "Payments_2027-eu", "kms", "KMS-upper"})
  void takes_aliases_by_the_rule(String alias) {
    assertThatCode(() -> RequestRules.requireAlias(alias)).doesNotThrowAnyException();
    assertThatCode(() -> RequestRules.requireAlias("a".repeat(60))).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-a", "_a", "a b", "a.b", "ключ", "kms-mine", "a\n"})
  void refuses_other_aliases(String alias) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RequestRules.requireAlias(alias))
        .withMessageContaining("1 to 60 letters");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RequestRules.requireAlias("a".repeat(61)));
  }

  @Test
  void counts_a_description_in_bytes() {
    assertThatCode(() -> RequestRules.requireDescription("é".repeat(512)))
        .doesNotThrowAnyException();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RequestRules.requireDescription("é".repeat(512) + "x"))
        .withMessageContaining("1025 bytes");
  }

  @ParameterizedTest
  @ValueSource(ints = {Integer.MIN_VALUE, 0, 6, 31})
  void refuses_windows_outside_7_to_30_days(int days) {
    assertThatIllegalArgumentException().isThrownBy(() -> RequestRules.requirePendingWindow(days));
  }

  @ParameterizedTest
  @ValueSource(ints = {7, 30})
  void takes_windows_from_7_to_30_days(int days) {
    assertThatCode(() -> RequestRules.requirePendingWindow(days)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 1025})
  void refuses_counts_outside_1_to_1024(int count) {
    assertThatIllegalArgumentException().isThrownBy(() -> RequestRules.requireRandomCount(count));
  }

  @Test
  void takes_validities_in_the_future_up_to_2038() {
    RequestRules.requireValidity(Validity.never(), NOW);
    RequestRules.requireValidity(Validity.until(NOW.plusSeconds(1)), NOW);
    RequestRules.requireValidity(Validity.until(Instant.ofEpochSecond(2_147_443_200L)), NOW);
  }

  @Test
  void refuses_validities_that_end_now_or_too_late() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RequestRules.requireValidity(Validity.until(NOW), NOW))
        .withMessageContaining("not in the future");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                RequestRules.requireValidity(
                    Validity.until(Instant.ofEpochSecond(2_147_443_201L)), NOW))
        .withMessageContaining("2038-01-18T16:00:00Z");
  }
}
