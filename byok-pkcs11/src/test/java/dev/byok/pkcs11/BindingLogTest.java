package dev.byok.pkcs11;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BindingLogTest {
  @Test
  void fills_the_arguments_in() {
    assertThat(BindingLog.fill("slot={}, flags={}", 3L, "$1\\")).isEqualTo("slot=3, flags=$1\\");
    assertThat(BindingLog.fill("no place", 1)).isEqualTo("no place");
    assertThat(BindingLog.fill("{} is left")).isEqualTo("{} is left");
  }

  @Test
  void keeps_templates_of_keys_out_of_every_log() {
    BindingLog log = new BindingLog();

    assertThat(log.isDebugEnabled()).isFalse();
    assertThat(log.isTraceEnabled()).isFalse();
    assertThat(log.isInfoEnabled()).isFalse();
  }
}
