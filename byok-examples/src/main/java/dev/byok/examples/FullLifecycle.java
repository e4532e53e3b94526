package dev.byok.examples;

import static dev.byok.WrappingAlgorithm.RSAES_OAEP_SHA_256;

import dev.byok.ImportParameters;
import dev.byok.KeyId;
import dev.byok.KeyMaterial;
import dev.byok.KeySpec;
import dev.byok.Validity;
import dev.byok.WrappedKeyMaterial;
import dev.byok.kms.ExternalKey;
import dev.byok.kms.ExternalKeyClient;
import dev.byok.kms.KeyMaterialMismatchException;
import dev.byok.kms.NewKey;
import dev.byok.kms.ProofOfUse;
import java.io.PrintStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** An external CMK goes through its whole life. */
public final class FullLifecycle {
  private final ExternalKeyClient kms;
  private final Steps steps;

  private FullLifecycle(ExternalKeyClient kms, Steps steps) {
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
      steps.title("The whole life of an external key, on " + stage + ".");
      new FullLifecycle(stage.kms(), steps).live();
    }
  }

  private void live() {
    steps.next("create an external CMK");
    String alias = "byok-example-" + Instant.now().toEpochMilli();
    NewKey wish = NewKey.named(alias).withDescription("BYOK for Java, example");
    ExternalKey cmk = Cleanup.create(kms, wish, steps);
    steps.result(cmk.id() + ", " + cmk.state());
    try {
      KeySpec spec = kms.describe(cmk.id()).spec().orElse(KeySpec.AES_256);
      steps.result("this region takes " + spec.lengthBytes() + " bytes, " + spec);
      importAndLive(cmk.id(), spec);
    } finally {
      Cleanup.scheduleDeletion(kms, cmk.id(), steps);
    }
  }

  private void importAndLive(KeyId id, KeySpec spec) {
    steps.next("generate material, and keep a copy BEFORE anything is imported");
    try (KeyMaterial material = KeyMaterial.generate(spec);
        KeptInMemory kept = KeptInMemory.copyOf(material)) {
      steps.result(material + ", check value " + material.checkValue().orElseThrow());
      steps.result("kept " + kept);
      importFirst(id, material);
      ProofOfUse proof = use(id);
      giveExpiry(id, kept);
      deleteAndBringBack(id, kept, proof);
    }
    refuseOtherMaterial(id, spec);
    end(id);
  }

  private void importFirst(KeyId id, KeyMaterial material) {
    steps.next("fetch the wrapping key and the import token");
    ImportParameters parameters = kms.parametersForImport(id, RSAES_OAEP_SHA_256);
    steps.result(parameters.wrappingKey() + ", " + parameters.token());
    steps.result("both end at " + parameters.validTo());

    steps.next("wrap the material, on this machine");
    WrappedKeyMaterial wrapped = material.wrap(parameters);
    steps.result(wrapped);

    steps.next("import it, without an expiry");
    steps.result(kms.importMaterial(wrapped, Validity.never()));
    steps.result("the key is " + kms.describe(id).state());
  }

  private ProofOfUse use(KeyId id) {
    steps.next("prove that the key works: encrypt a probe, decrypt it, compare");
    ProofOfUse proof = kms.proveUse(id);
    steps.result("proven at " + proof.provenAt());
    return proof;
  }

  private void giveExpiry(KeyId id, KeptInMemory kept) {
    steps.next("give it an expiry: import the same material again, wrapped anew");
    Instant inThirtyDays = Instant.now().plus(30, ChronoUnit.DAYS);
    try (KeyMaterial material = kept.fetch()) {
      kms.importKey(id, material, RSAES_OAEP_SHA_256, Validity.until(inThirtyDays));
    }
    steps.result("valid " + kms.describe(id).validity());
  }

  private void deleteAndBringBack(KeyId id, KeptInMemory kept, ProofOfUse proof) {
    steps.next("delete the material; the key stays");
    kms.deleteMaterial(id);
    steps.result("the key is " + kms.describe(id).state());

    steps.next("import exactly the same bytes again");
    try (KeyMaterial material = kept.fetch()) {
      kms.importKey(id, material, RSAES_OAEP_SHA_256, Validity.never());
    }
    kms.proveAgain(proof);
    steps.result("what was encrypted before opens again");
  }

  private void refuseOtherMaterial(KeyId id, KeySpec spec) {
    steps.next("try to import other bytes");
    try (KeyMaterial other = KeyMaterial.generate(spec)) {
      kms.importKey(id, other, RSAES_OAEP_SHA_256, Validity.never());
      throw new IllegalStateException("The service took other material for a key in use.");
    } catch (KeyMaterialMismatchException refused) {
      steps.result("refused: " + refused.errorCode().orElseThrow());
    }
  }

  private void end(KeyId id) {
    steps.next("disable the key");
    kms.disable(id);
    steps.result("the key is " + kms.describe(id).state());

    steps.next("schedule its deletion, 7 days ahead");
    steps.result("it will be deleted on " + kms.scheduleDeletion(id, 7));

    steps.next("cancel the deletion");
    steps.result("the key is " + kms.cancelDeletion(id).state() + ", not enabled");
  }
}
