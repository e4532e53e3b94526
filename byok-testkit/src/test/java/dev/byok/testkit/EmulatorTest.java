package dev.byok.testkit;

import static dev.byok.testkit.Customer.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** The emulator as a Java object. */
class EmulatorTest {
  @Test
  void has_an_address_without_scheme_for_the_sdks() {
    try (KmsEmulator kms = KmsEmulator.start()) {
      assertThat(kms.endpoint()).matches("127\\.0\\.0\\.1:\\d+");
      assertThat(kms.uri()).hasToString("http://" + kms.endpoint());
    }
  }

  @Test
  void draws_credentials_of_its_own() {
    try (KmsEmulator one = KmsEmulator.start();
        KmsEmulator two = KmsEmulator.start()) {
      assertThat(one.secretId()).startsWith("AKID").isNotEqualTo(two.secretId());
      assertThat(one.secretKey()).hasSize(32).isNotEqualTo(two.secretKey());
      assertThat(one.sessionToken()).isEmpty();
    }
  }

  @Test
  void shows_no_secret_in_texts() {
    EmulatorOptions options = EmulatorOptions.defaults().withCredentials("ID", "the-secret-key");
    try (KmsEmulator kms = KmsEmulator.start(options)) {
      Customer customer = new Customer(kms);
      customer.imported("payments", bytes(32, 1));
      String texts = options + "" + kms + kms.keys() + kms.requests() + kms.clock();
      assertThat(texts).doesNotContain("the-secret-key");
      assertThat(options.credentialsOrRandom()).hasToString("EmulatorCredentials[ID]");
    }
  }

  @Test
  void adds_no_keys_where_no_region_is() {
    try (KmsEmulator kms = KmsEmulator.start()) {
      assertThatIllegalArgumentException().isThrownBy(() -> kms.addKeys(1, "Shanghai"));
      assertThatIllegalArgumentException().isThrownBy(() -> kms.addKeys(-1));
      assertThat(kms.keys()).isEmpty();
    }
  }

  @Test
  void hands_out_copies_of_material() {
    try (KmsEmulator kms = KmsEmulator.start()) {
      String key = new Customer(kms).imported("payments", bytes(32, 1));
      kms.materialOf(key).orElseThrow()[0] ^= 1;
      assertThat(kms.materialOf(key)).hasValue(bytes(32, 1));
      assertThat(kms.materialOf("unknown")).isEmpty();
    }
  }

  @Test
  void is_silent_and_empty_of_material_once_closed() {
    KmsEmulator kms = KmsEmulator.start();
    Customer customer = new Customer(kms);
    String key = customer.imported("payments", bytes(32, 1));
    kms.close();
    kms.close();
    assertThat(kms.materialOf(key)).isEmpty();
    assertThatThrownBy(() -> customer.wire.send("ListKeys", "{}"))
        .isInstanceOf(UncheckedIOException.class);
  }

  @Test
  void says_which_port_is_taken() {
    try (KmsEmulator kms = KmsEmulator.start()) {
      int port = kms.uri().getPort();
      EmulatorOptions same = EmulatorOptions.defaults().withPort(port);
      assertThatThrownBy(() -> KmsEmulator.start(same))
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining(String.valueOf(port));
    }
  }

  @Test
  void waits_for_the_latency_asked_for() {
    EmulatorOptions slow = EmulatorOptions.defaults().withLatency(Duration.ofMillis(80));
    try (KmsEmulator kms = KmsEmulator.start(slow)) {
      long start = System.nanoTime();
      new Wire(kms).ok("ListKeys", "{}");
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(79));
    }
  }

  @Test
  void shares_a_clock_when_told() {
    EmulatorClock clock = EmulatorClock.fixed(Instant.EPOCH);
    EmulatorOptions options = EmulatorOptions.defaults().withClock(clock);
    try (KmsEmulator one = KmsEmulator.start(options);
        KmsEmulator two = KmsEmulator.start(options)) {
      one.clock().advance(Duration.ofDays(1));
      assertThat(two.clock().instant()).isEqualTo(Instant.EPOCH.plus(Duration.ofDays(1)));
      assertThatIllegalArgumentException().isThrownBy(() -> clock.advance(Duration.ofMillis(-1)));
    }
  }

  @Test
  void uses_one_wrapping_key_when_told() {
    try (KmsEmulator kms = KmsEmulator.start(EmulatorOptions.defaults().withWrappingKeyPairs(1))) {
      Customer customer = new Customer(kms);
      String key = customer.create("payments");
      assertThat(customer.parameters(key).publicKey())
          .isEqualTo(customer.parameters(key).publicKey());
    }
  }

  @Test
  void refuses_options_without_meaning() {
    EmulatorOptions options = EmulatorOptions.defaults();
    assertThatIllegalArgumentException().isThrownBy(() -> options.withPort(65_536));
    assertThatIllegalArgumentException().isThrownBy(() -> options.withQuota(-1));
    assertThatIllegalArgumentException().isThrownBy(() -> options.withWrappingKeyPairs(0));
    assertThatIllegalArgumentException().isThrownBy(() -> options.withCredentials("a b", "key"));
    assertThatIllegalArgumentException().isThrownBy(() -> options.withCredentials("id", ""));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> options.withRequestTimeout(Duration.ZERO));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> options.withRequestTimeout(Duration.ofHours(2562047788015215L)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> options.withLatency(Duration.ofNanos(-1)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> options.withLatency(Duration.ofHours(2562047788015215L)));
  }

  @Test
  void serves_32_threads_at_once() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(32);
    try (KmsEmulator kms = KmsEmulator.start()) {
      List<Future<String>> states = new ArrayList<>();
      for (int i = 0; i < 64; i++) {
        int number = i;
        states.add(
            threads.submit(
                () -> {
                  Customer customer = new Customer(kms);
                  String key = customer.imported("key-" + number, bytes(32, number));
                  assertThat(kms.materialOf(key)).hasValue(bytes(32, number));
                  return customer.state(key);
                }));
      }
      for (Future<String> state : states) {
        assertThat(state.get()).isEqualTo("Enabled");
      }
      assertThat(kms.requests())
          .hasSize(4 * 64)
          .allMatch(request -> request.outcome().equals("ok"));
    } finally {
      threads.shutdownNow();
    }
  }
}
