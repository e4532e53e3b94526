package dev.byok.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class ExamplesTest {
  private static String printed(Consumer<PrintStream> example) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    example.accept(new PrintStream(out, true, StandardCharsets.UTF_8));
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void a_key_goes_through_its_whole_life() {
    assertThat(printed(FullLifecycle::run))
        .containsSubsequence(
            "the emulator at http://127.0.0.1",
            " 1. create an external CMK",
            "PENDING_IMPORT",
            "kept in the memory of this process only",
            " 5. import it",
            "the key is ENABLED",
            "proven at ",
            "valid until ",
            "the key is PENDING_IMPORT",
            "what was encrypted before opens again",
            "refused: InvalidParameterValue.MaterialNotMatch",
            "the key is DISABLED",
            "it will be deleted on ",
            "the key is DISABLED, not enabled",
            "cleaned up: key ")
        .doesNotContain("NOT cleaned up");
  }

  @Test
  void deleted_material_comes_back() {
    assertThat(printed(ReimportAfterDeletion::run))
        .containsSubsequence(
            "a copy is kept in the memory of this process only",
            "cannot be decrypted: PENDING_IMPORT",
            "proven again at ",
            "cleaned up: key ");
  }

  @Test
  void a_key_is_lost_and_restored_from_its_envelope() {
    assertThat(printed(LostAndRestored::run))
        .containsSubsequence(
            "valid until ",
            "sealed: payments ",
            "the copy works: Reimported-Into: ",
            "the key is PENDING_IMPORT",
            "the data cannot be read",
            "refused: The envelope named payments",
            "requests sent: 0",
            "opened: payments ",
            "the key is ENABLED",
            "read again at ");
  }

  @Test
  void the_real_service_needs_the_explicit_switch() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Stage.of("real"))
        .withMessageContaining("--real");
    try (Stage stage = Stage.of()) {
      assertThat(stage).asString().contains("emulator");
    }
  }
}
