package dev.byok.examples;

import dev.byok.ImportParameters;
import dev.byok.KeyId;
import dev.byok.KeyMaterial;
import dev.byok.KeySpec;
import dev.byok.WrappableKey;
import dev.byok.WrappedKeyMaterial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;

/**
 * The station that has never seen a network: reads the parameters from a file, wraps, and writes
 * the wrapped material to another file.
 *
 * <p>It needs nothing but byok-core and Bouncy Castle; {@link OfflineWrapping} starts it so. {@link
 * OfflineHsmStation} does the same with a key in an HSM.
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
    ImportParameters parameters = read(Path.of(args[0]), KeyId.of(args[2]));
    try (KeyMaterial material = KeyMaterial.generate(KeySpec.valueOf(args[3]))) {
      // Yours is read from where it is kept; this one is lost when the process ends.
      wrap(material, parameters, Path.of(args[1]));
    }
  }

  static ImportParameters read(Path file, KeyId cmk) throws IOException {
    System.out.println("class path " + System.getProperty("java.class.path"));
    String text = Files.readString(file);
    ImportParameters parameters = ImportParameters.fromText(text, cmk, InstantSource.system());
    System.out.println("compare by telephone: " + parameters.wrappingKey().sha256());
    return parameters;
  }

  static void wrap(WrappableKey key, ImportParameters parameters, Path file) throws IOException {
    System.out.println("check value " + key.checkValue().map(Object::toString).orElse("none"));
    WrappedKeyMaterial wrapped = key.wrap(parameters);
    Files.writeString(file, wrapped.toText());
  }
}
