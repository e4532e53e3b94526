package dev.byok.examples;

import dev.byok.ImportParameters;
import dev.byok.KeyId;
import dev.byok.KeyMaterial;
import dev.byok.KeySpec;
import dev.byok.WrappedKeyMaterial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;

/**
 * The station that has never seen a network: reads the parameters from a file, wraps, and writes
 * the wrapped material to another file.
 *
 * <p>It needs nothing but byok-core and Bouncy Castle; {@link OfflineWrapping} starts it so.
 */
public final class OfflineStation {
  private OfflineStation() {}

  /**
   * Runs the station.
   *
   * @param args the file to read, the file to write, the id of the CMK as the operator knows it,
   *     and {@code AES_256} or {@code SM4_128}
   * @throws IOException if a file cannot be read or written
   */
  public static void main(String[] args) throws IOException {
    System.out.println("class path " + System.getProperty("java.class.path"));
    String text = Files.readString(Path.of(args[0]));
    KeyId cmk = KeyId.of(args[2]);

    ImportParameters parameters = ImportParameters.fromText(text, cmk, InstantSource.system());
    System.out.println("compare by telephone: " + parameters.wrappingKey().sha256());

    try (KeyMaterial material = KeyMaterial.generate(KeySpec.valueOf(args[3]))) {
      // Yours is read from where it is kept; this one is lost when the process ends.
      System.out.println("check value " + material.checkValue().orElseThrow());
      WrappedKeyMaterial wrapped = material.wrap(parameters);
      Files.writeString(Path.of(args[1]), wrapped.toText());
    }
  }
}
