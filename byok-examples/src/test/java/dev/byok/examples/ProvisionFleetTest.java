package dev.byok.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ProvisionFleetTest {
  private static String printed(boolean terminal, String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ProvisionFleet.run(new PrintStream(out, true, StandardCharsets.UTF_8), terminal, arguments);
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void a_fleet_is_created_left_alone_and_renewed() {
    assertThat(printed(false))
        .containsSubsequence(
            " 1. provision 200 keys",
            "for 200 keys: 200 create, 0 import, 0 renew, 0 keep, 0 blocked",
            "50/200 keys, ",
            "200/200 keys, ",
            "200 created",
            " 2. run again: nothing changes",
            "0 create, 0 import, 0 renew, 200 keep, 0 blocked",
            "200 kept",
            " 3. 61 days later",
            "0 create, 0 import, 200 renew, 0 keep, 0 blocked",
            "200 renewed",
            " s are left");
  }

  @Test
  void a_terminal_sees_a_bar_and_a_program_sees_json() {
    assertThat(printed(true, "--json"))
        .contains("\r      [" + "#".repeat(40) + "] 200/200 keys, ")
        .contains("{\"alias\":\"tenant-001\",\"outcome\":\"CREATED\",\"keyId\":\"")
        .contains("\"finished\":true");
  }
}
