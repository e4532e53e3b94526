package dev.byok.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class OfflineHsmStationTest {
  private static char[] read(String typed) throws IOException {
    byte[] bytes = typed.getBytes(StandardCharsets.UTF_8);
    return OfflineHsmStation.readPin(new ByteArrayInputStream(bytes));
  }

  @Test
  void a_pin_is_one_line_however_it_ends() throws IOException {
    assertThat(read("2468")).containsExactly('2', '4', '6', '8');
    assertThat(read("2468\nmore")).containsExactly('2', '4', '6', '8');
    assertThat(read("2468\r\n")).containsExactly('2', '4', '6', '8');
    assertThat(read("é密\n")).containsExactly('é', '密');
    assertThat(read("1".repeat(255) + "\n")).hasSize(255);
  }

  @Test
  void no_pin_and_a_pin_without_end_are_refused() {
    assertThatIOException().isThrownBy(() -> read("")).withMessageContaining("was empty");
    assertThatIOException().isThrownBy(() -> read("\n")).withMessageContaining("was empty");
    assertThatIOException()
        .isThrownBy(() -> read("1".repeat(256)))
        .withMessageContaining("was longer")
        .withMessageNotContaining("11");
  }
}
