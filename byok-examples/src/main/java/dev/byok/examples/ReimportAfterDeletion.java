package dev.byok.examples;

import static dev.byok.WrappingAlgorithm.RSAES_OAEP_SHA_256;

import dev.byok.KeyId;
import dev.byok.KeyMaterial;
import dev.byok.KeySpec;
import dev.byok.Validity;
import dev.byok.kms.ExternalKeyClient;
import dev.byok.kms.KeyStateException;
import dev.byok.kms.NewKey;
import dev.byok.kms.ProofOfUse;
import java.io.PrintStream;
import java.time.Instant;

/** Material is deleted; data cannot be read until exactly the same bytes come back. */
public final class ReimportAfterDeletion {
  private final ExternalKeyClient kms;
  private final Steps steps;

  private ReimportAfterDeletion(ExternalKeyClient kms, Steps steps) {
    this.kms = kms;
    this.steps = steps;
  }

  /**
   * Runs the example.
   *
   * @param args nothing for the emulator, {@code --real} for the real service
   */
  public static void main(String[] args) {
    Stage.orExplain(() -> run(System.out, args));
  }

  static void run(PrintStream out, String... args) {
    Steps steps = new Steps(out);
    try (Stage stage = Stage.of(args)) {
      steps.title("Delete material and bring it back, on " + stage + ".");
      new ReimportAfterDeletion(stage.kms(), steps).play();
    }
  }

  private void play() {
    NewKey wish = NewKey.named("byok-example-" + Instant.now().toEpochMilli());
    KeyId id = Cleanup.create(kms, wish, steps).id();
    try {
      KeySpec spec = kms.describe(id).spec().orElse(KeySpec.AES_256);
      try (KeyMaterial material = KeyMaterial.generate(spec);
          KeptInMemory kept = KeptInMemory.copyOf(material)) {
        steps.next("import new material; a copy is kept " + kept);
        kms.importKey(id, material, RSAES_OAEP_SHA_256, Validity.never());
        loseAndRestore(id, kept);
      }
    } finally {
      Cleanup.scheduleDeletion(kms, id, steps);
    }
  }

  private void loseAndRestore(KeyId id, KeptInMemory kept) {
    steps.next("encrypt something under the key");
    ProofOfUse proof = kms.proveUse(id);

    steps.next("delete the material: the key is there, the data is not");
    kms.deleteMaterial(id);
    try {
      kms.proveAgain(proof);
      throw new IllegalStateException("The key decrypts without material.");
    } catch (KeyStateException unreadable) {
      steps.result("cannot be decrypted: " + kms.describe(id).state());
    }

    steps.next("fetch the kept copy and import it");
    try (KeyMaterial same = kept.fetch()) {
      steps.result("check value " + same.checkValue().orElseThrow());
      kms.importKey(id, same, RSAES_OAEP_SHA_256, Validity.never());
    }

    steps.next("decrypt what was encrypted before");
    steps.result("proven again at " + kms.proveAgain(proof).provenAt());
  }
}
