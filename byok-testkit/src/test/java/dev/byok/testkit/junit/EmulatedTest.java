package dev.byok.testkit.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.byok.testkit.Edition;
import dev.byok.testkit.KmsEmulator;
import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class EmulatedTest {
  private static final List<KmsEmulator> SEEN = new ArrayList<>();

  @Emulated private KmsEmulator field;
  private KmsEmulator before;

  @BeforeEach
  void set_up(@Emulated KmsEmulator parameter) {
    before = parameter;
  }

  @Test
  void gives_one_emulator_to_all_that_ask_during_a_test(@Emulated KmsEmulator parameter) {
    assertThat(parameter).isSameAs(field).isSameAs(before);
  }

  @Test
  void gives_another_one_for_another_edition(@Emulated(edition = Edition.SM) KmsEmulator sm) {
    assertThat(sm).isNotSameAs(field);
  }

  @RepeatedTest(2)
  void gives_every_test_its_own_and_closes_the_one_before() {
    assertThat(SEEN).doesNotContain(field).noneMatch(EmulatedTest::listens);
    assertThat(listens(field)).isTrue();
    SEEN.add(field);
  }

  @Nested
  class In_a_nested_class {
    @Test
    void fills_the_outer_fields_too(@Emulated KmsEmulator parameter) {
      assertThat(parameter).isSameAs(field).isSameAs(before);
    }
  }

  @AfterAll
  static void leaves_none_open() {
    assertThat(SEEN).hasSize(2).noneMatch(EmulatedTest::listens);
  }

  private static boolean listens(KmsEmulator kms) {
    int port = kms.uri().getPort();
    try (Socket socket = new Socket("127.0.0.1", port)) {
      return socket.isConnected();
    } catch (IOException | IllegalArgumentException e) {
      return false;
    }
  }
}
