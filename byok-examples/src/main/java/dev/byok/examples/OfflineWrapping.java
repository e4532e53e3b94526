package dev.byok.examples;

import static dev.byok.WrappingAlgorithm.RSAES_OAEP_SHA_256;

import dev.byok.ImportParameters;
import dev.byok.KeyId;
import dev.byok.KeySpec;
import dev.byok.Validity;
import dev.byok.WrappedKeyMaterial;
import dev.byok.WrappingAlgorithm;
import dev.byok.kms.ExternalKeyClient;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Two stations: this one talks to the KMS, {@link OfflineStation} wraps in a JVM of its own that
 * holds byok-core and no vendor SDK. Two files travel between them, without secrets.
 */
public final class OfflineWrapping {
  private final ExternalKeyClient kms;
  private final WrappingAlgorithm algorithm;
  private final Steps steps;

  private OfflineWrapping(ExternalKeyClient kms, WrappingAlgorithm algorithm, Steps steps) {
    this.kms = kms;
    this.algorithm = algorithm;
    this.steps = steps;
  }

  /**
   * Runs the example.
   *
   * @param args nothing for the emulator, {@code --real} for the real service
   * @throws IOException if a file cannot be written or read, or the second JVM fails
   */
  public static void main(String[] args) throws IOException {
    run(System.out, args);
  }

  static void run(PrintStream out, String... args) throws IOException {
    run(out, Station.inMemory(), RSAES_OAEP_SHA_256, args);
  }

  static void run(PrintStream out, Station station, WrappingAlgorithm algorithm, String... args)
      throws IOException {
    Steps steps = new Steps(out);
    try (Stage stage = Stage.of(args);
        Courier courier = new Courier(station)) {
      steps.title("Wrap on a machine without a network, on " + stage + ".");
      new OfflineWrapping(stage.kms(), algorithm, steps).play(courier);
    }
  }

  private void play(Courier courier) throws IOException {
    KeyId cmk = kms.create("byok-example-" + Instant.now().toEpochMilli()).id();
    try {
      fetch(cmk, courier.parameters());
      steps.next("offline: wrap");
      KeySpec spec = kms.describe(cmk).spec().orElse(KeySpec.AES_256);
      courier.runOfflineStation(cmk.value(), spec.name()).forEach(steps::result);
      bringBack(cmk, courier.wrapped());
    } finally {
      Cleanup.scheduleDeletion(kms, cmk, steps);
    }
  }

  private void fetch(KeyId cmk, Path file) throws IOException {
    steps.next("online: fetch parameters and write them to a file");
    ImportParameters parameters = kms.parametersForImport(cmk, algorithm);
    Files.writeString(file, parameters.toText());
    steps.result(parameters);
    steps.result("compare by telephone: " + parameters.wrappingKey().sha256());
  }

  private void bringBack(KeyId cmk, Path file) throws IOException {
    steps.next("online: read the file that came back, and import");
    String text = Files.readString(file);
    WrappedKeyMaterial wrapped = WrappedKeyMaterial.fromText(text, cmk, InstantSource.system());
    steps.result(kms.importMaterial(wrapped, Validity.never()));

    steps.next("online: prove that the key works");
    steps.result("proven at " + kms.proveUse(cmk).provenAt());
  }
}
