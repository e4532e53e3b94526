package dev.byok.pkcs11;

import static org.assertj.core.api.Assertions.assertThat;

import dev.byok.KeySpec;
import dev.byok.WrappedKeyMaterial;
import dev.byok.WrappingAlgorithm;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Eight threads make, find and wrap fifty keys each; then everything is counted. */
class ManyThreadsTest {
  private static final int THREADS = 8;
  private static final int KEYS = 50;

  @Nested
  class On_SoftHsm {
    @Test
    void no_error_and_nothing_left_open() throws Exception {
      run(RealToken.softHsm());
    }
  }

  @Nested
  class On_openCryptoki {
    @Test
    void no_error_and_nothing_left_open() throws Exception {
      run(RealToken.openCryptoki());
    }
  }

  private static void run(RealToken real) throws Exception {
    Interposed between = Interposed.on(real);
    try (RawToken raw = real.raw()) {
      long sessionsBefore = raw.sessionCount();
      Pkcs11Token token = real.open(between);
      try {
        assertThat(storm(token, real.algorithms())).hasSize(THREADS * KEYS);
        assertThat(raw.objects()).as("keys, and no wrapping key").hasSize(THREADS * KEYS);
      } finally {
        raw.destroyAll();
        token.close();
      }

      assertThat(raw.sessionCount()).isEqualTo(sessionsBefore);
      requireBalanced(between);
    }
  }

  /** Returns the distinct materials that came out. */
  private static Set<String> storm(Pkcs11Token token, Set<WrappingAlgorithm> algorithms)
      throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Callable<Set<String>>> work = new ArrayList<>();
      for (int thread = 0; thread < THREADS; thread++) {
        String prefix = "storm-" + thread + "-";
        work.add(() -> keys(token, prefix, List.copyOf(algorithms)));
      }
      Set<String> materials = new HashSet<>();
      for (Future<Set<String>> each : threads.invokeAll(work)) {
        materials.addAll(each.get());
      }
      return materials;
    } finally {
      threads.shutdown();
    }
  }

  private static Set<String> keys(
      Pkcs11Token token, String prefix, List<WrappingAlgorithm> algorithms) throws Exception {
    Set<String> materials = new HashSet<>();
    for (int i = 0; i < KEYS; i++) {
      token.generate(prefix + i, KeySpec.AES_256).close();
      WrappingAlgorithm algorithm = algorithms.get(i % algorithms.size());
      try (Pkcs11Key key = token.find(prefix + i)) {
        key.requireWrappable(algorithm);
        WrappedKeyMaterial wrapped = key.wrap(TestKms.parameters(algorithm));
        byte[] material = TestKms.unwrap(wrapped);
        assertThat(CheckValues.of(material)).isEqualTo(wrapped.checkValue().orElseThrow());
        materials.add(java.util.HexFormat.of().formatHex(material));
      }
    }
    return materials;
  }

  private static void requireBalanced(Interposed between) {
    assertThat(between.count("C_OpenSession"))
        .as("sessions opened and closed")
        .isEqualTo(between.count("C_CloseSession"))
        .isGreaterThan(THREADS * KEYS);
    int trials = between.count("C_GenerateKey") - THREADS * KEYS;
    assertThat(between.count("C_DestroyObject"))
        .as("wrapping keys and trial keys destroyed")
        .isEqualTo(between.count("C_CreateObject") + trials);
    assertThat(between.attributesAskedFor()).doesNotContain(0x11L);
    assertThat(between.functions())
        .doesNotContain("C_Finalize", "C_CloseAllSessions", "C_Initialize")
        .contains("C_Logout");
  }
}
