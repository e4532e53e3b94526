package dev.byok;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyIdTest {
  @Test
  void prints_as_the_bare_id() {
    assertThat(KeyId.of("1ff78c0d-c54b-11e9-9cc9-5254006d0810"))
        .hasToString("1ff78c0d-c54b-11e9-9cc9-5254006d0810");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\"1ff78c0d\"", "1ff78c0d ", "1ff7\n", "ключ"})
  void refuses_what_was_copied_with_quotes_or_spaces(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> KeyId.of(text))
        .withMessageContaining("without quotes and spaces");
  }

  @Test
  void refuses_more_than_128_characters() {
    assertThatIllegalArgumentException().isThrownBy(() -> KeyId.of("k".repeat(129)));
    assertThat(KeyId.of("k".repeat(128)).value()).hasSize(128);
  }
}
