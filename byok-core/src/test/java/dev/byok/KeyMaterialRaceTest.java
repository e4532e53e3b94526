package dev.byok;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Closing while others wrap: all of the material or a refusal, never half of it. */
class KeyMaterialRaceTest {
  private static final int THREADS = 4;
  private static final int ROUNDS = 20;
  private static final int READER_ROUNDS = 20_000;

  // Seconds. A thread that is never refused goes on for ever; one that is has long ended by then.
  private static final int LONG_ENOUGH = 60;
  private static final ImportParameters PARAMETERS =
      TestKey.STORED.parameters(WrappingAlgorithm.RSAES_OAEP_SHA_256);

  private int whole;

  @Test
  void every_wrap_yields_the_whole_material_or_refuses() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      for (int round = 0; round < ROUNDS; round++) {
        race(threads);
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(whole).as("wraps that came first").isPositive();
  }

  /** Reading is what races with closing; without the padding it gets there far more often. */
  @Test
  void every_reader_sees_the_whole_material_or_none() throws Exception {
    byte[] expected = KeyMaterialTest.bytes(32);
    ExecutorService threads = Executors.newSingleThreadExecutor();
    try {
      for (int round = 0; round < READER_ROUNDS; round++) {
        KeyMaterial material = KeyMaterial.takeFrom(expected.clone(), KeySpec.AES_256);
        CountDownLatch underWay = new CountDownLatch(1);
        Future<byte[]> reader = threads.submit(() -> oddReading(material, underWay, expected));
        underWay.await();
        material.close();
        assertThat(reader.get(LONG_ENOUGH, TimeUnit.SECONDS))
            .as("round %d", round)
            .isEqualTo(expected);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  /** Reads until refused, or until it read something else, which it returns. */
  private static byte[] oddReading(KeyMaterial material, CountDownLatch underWay, byte[] expected) {
    byte[] read = expected;
    try {
      while (Arrays.equals(read, expected) && !Thread.currentThread().isInterrupted()) {
        read = material.expose(byte[]::clone);
        underWay.countDown();
      }
      return read;
    } catch (IllegalStateException closed) {
      return expected;
    }
  }

  private void race(ExecutorService threads) throws Exception {
    KeyMaterial material = KeyMaterial.generate(KeySpec.AES_256);
    byte[] expected = material.expose(byte[]::clone);
    CountDownLatch underWay = new CountDownLatch(THREADS / 2);
    List<Future<List<WrappedKeyMaterial>>> racers = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      racers.add(threads.submit(wrapUntilRefused(material, underWay)));
    }
    underWay.await();
    material.close();
    for (Future<List<WrappedKeyMaterial>> racer : racers) {
      judge(racer.get(LONG_ENOUGH, TimeUnit.SECONDS), expected);
    }
  }

  private static Callable<List<WrappedKeyMaterial>> wrapUntilRefused(
      KeyMaterial material, CountDownLatch underWay) {
    return () -> {
      List<WrappedKeyMaterial> wrapped = new ArrayList<>();
      try {
        while (!Thread.currentThread().isInterrupted()) {
          underWay.countDown();
          wrapped.add(material.wrap(PARAMETERS));
        }
        throw new AssertionError("Nothing refused to wrap");
      } catch (IllegalStateException closed) {
        return wrapped;
      }
    };
  }

  /**
   * Every racer has ended with a refusal; the last wrap before it is the one that ran during close.
   */
  private void judge(List<WrappedKeyMaterial> wrapped, byte[] expected) throws Exception {
    whole += wrapped.size();
    for (WrappedKeyMaterial each : wrapped) {
      assertThat(TestKey.STORED.unwrap(each)).isEqualTo(expected);
    }
  }
}
