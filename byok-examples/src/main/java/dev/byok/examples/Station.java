package dev.byok.examples;

import dev.byok.KeyMaterial;
import dev.byok.pkcs11.Pkcs11Token;
import java.nio.file.Path;
import java.util.List;
import org.bouncycastle.crypto.Digest;
import org.xipki.pkcs11.wrapper.PKCS11Module;

/**
 * What an offline station is given: its program, the main class first; libraries, each named by one
 * of its classes; arguments behind those that all stations take; and who types on its keyboard.
 */
record Station(
    List<Class<?>> program,
    List<Class<?>> libraries,
    List<String> arguments,
    ProcessBuilder.Redirect keyboard) {

  /** Makes its own material; needs byok-core and Bouncy Castle. */
  static Station inMemory() {
    return new Station(
        List.of(OfflineStation.class),
        List.of(KeyMaterial.class, Digest.class),
        List.of(),
        ProcessBuilder.Redirect.PIPE);
  }

  /** Wraps inside a token. The PIN goes from our standard input to its own, and not through us. */
  static Station withHsm(Path library, String token, String key) {
    return new Station(
        List.of(OfflineHsmStation.class, OfflineStation.class),
        List.of(KeyMaterial.class, Digest.class, Pkcs11Token.class, PKCS11Module.class),
        List.of(library.toString(), token, key),
        ProcessBuilder.Redirect.INHERIT);
  }
}
