package dev.byok.tencent;

import static dev.byok.WrappingAlgorithm.RSAES_OAEP_SHA_256;
import static dev.byok.tencent.EmulatedService.connectTo;
import static org.assertj.core.api.Assertions.assertThat;

import dev.byok.KeyId;
import dev.byok.KeyMaterial;
import dev.byok.KeySpec;
import dev.byok.Validity;
import dev.byok.kms.ExternalKey;
import dev.byok.kms.ImportReceipt;
import dev.byok.kms.KeyState;
import dev.byok.testkit.EmulatedKey;
import dev.byok.testkit.KmsEmulator;
import dev.byok.testkit.junit.Emulated;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class ManyThreadsTest {
  private static final int THREADS = 32;
  private static final int KEYS_EACH = 4;

  @Test
  void share_one_client(@Emulated KmsEmulator emulator) throws Exception {
    TencentExternalKeyClient kms = connectTo(emulator);
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Callable<List<ImportReceipt>>> jobs = new ArrayList<>();
      for (int thread = 0; thread < THREADS; thread++) {
        String prefix = "thread-" + thread + "-key-";
        jobs.add(() -> importSome(kms, prefix));
      }
      for (Future<List<ImportReceipt>> job : threads.invokeAll(jobs)) {
        requireAllThere(emulator, kms, job);
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(emulator.keys()).hasSize(THREADS * KEYS_EACH);
  }

  private static List<ImportReceipt> importSome(TencentExternalKeyClient kms, String prefix) {
    List<ImportReceipt> receipts = new ArrayList<>();
    for (int key = 0; key < KEYS_EACH; key++) {
      KeyId id = kms.create(prefix + key).id();
      try (KeyMaterial material = KeyMaterial.generate(KeySpec.AES_256)) {
        receipts.add(kms.importKey(id, material, RSAES_OAEP_SHA_256, Validity.never()));
      }
      kms.proveUse(id);
    }
    return receipts;
  }

  private static void requireAllThere(
      KmsEmulator emulator, TencentExternalKeyClient kms, Future<List<ImportReceipt>> job)
      throws ExecutionException, InterruptedException {
    for (ImportReceipt receipt : job.get()) {
      ExternalKey key = kms.describe(receipt.keyId());
      byte[] held = emulator.materialOf(key.id().value()).orElseThrow();
      assertThat(key.state()).isEqualTo(KeyState.ENABLED);
      try (KeyMaterial material = KeyMaterial.takeFrom(held, KeySpec.AES_256)) {
        assertThat(material.checkValue()).isEqualTo(receipt.checkValue());
      }
    }
    assertThat(emulator.keys()).extracting(EmulatedKey::alias).doesNotHaveDuplicates();
  }
}
