package dev.byok.examples;

import dev.byok.KeyId;
import dev.byok.KeySpec;
import dev.byok.Validity;
import dev.byok.WrappingAlgorithm;
import dev.byok.kms.ExternalKeyClient;
import dev.byok.pkcs11.Pkcs11Key;
import dev.byok.pkcs11.Pkcs11Token;
import dev.byok.pkcs11.TokenSelector;
import java.io.Console;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;

/** A key is made in an HSM, is imported, and never leaves the HSM in the clear. */
public final class WrapInsideHsm {
  private final ExternalKeyClient kms;
  private final Pkcs11Token token;
  private final Steps steps;

  private WrapInsideHsm(ExternalKeyClient kms, Pkcs11Token token, Steps steps) {
    this.kms = kms;
    this.token = token;
    this.steps = steps;
  }

  /**
   * Runs the example, and asks for the PIN on the terminal.
   *
   * @param args the path of the HSM's PKCS#11 library and the label of the token; behind them
   *     nothing for the emulator, {@code --real} for the real service
   */
  public static void main(String[] args) {
    Console console = System.console();
    if (args.length < 2 || console == null) {
      throw new IllegalArgumentException(
          "Run it on a terminal, which asks for the PIN, with the path of the PKCS#11 library and"
              + " the label of the token: WrapInsideHsm /usr/lib/softhsm/libsofthsm2.so byok");
    }
    char[] pin = console.readPassword("User PIN of token '%s': ", args[1]);
    String[] rest = Arrays.copyOfRange(args, 2, args.length);
    run(System.out, Path.of(args[0]), args[1], pin, rest);
  }

  static void run(PrintStream out, Path library, String label, char[] pin, String... args) {
    Steps steps = new Steps(out);
    try (Stage stage = Stage.of(args)) {
      steps.title("A key that never leaves the HSM in the clear, on " + stage + ".");
      steps.next("open the token; the PIN is zeroised");
      try (Pkcs11Token token = Pkcs11Token.open(library, TokenSelector.label(label), pin)) {
        steps.result(token + " makes " + token.keySpecs());
        steps.result("it wraps by " + token.wrappingAlgorithms());
        new WrapInsideHsm(stage.kms(), token, steps).play();
      }
    }
  }

  private void play() {
    String name = "byok-example-" + Instant.now().toEpochMilli();
    KeyId id = kms.create(name).id();
    try {
      KeySpec spec = kms.describe(id).spec().orElse(KeySpec.AES_256);
      steps.next("make a key inside the token");
      try (Pkcs11Key key = token.generate(name, spec)) {
        steps.result(key);
        steps.result("check value " + key.checkValue().map(Object::toString).orElse("none"));
        steps.result("kept in token '" + token.label() + "' as '" + name + "', and nowhere else:");
        steps.result("back the token up before you rely on the CMK");
        bring(id, key);
      }
      bringAgain(id, name);
    } finally {
      Cleanup.scheduleDeletion(kms, id, steps);
    }
  }

  private void bring(KeyId id, Pkcs11Key key) {
    steps.next("import it: the wrapping key goes in, the wrapped material comes out");
    WrappingAlgorithm algorithm = best();
    steps.result(kms.importKey(id, key, algorithm, Validity.never()));
    steps.result("by " + algorithm + "; the key is " + kms.describe(id).state());
    kms.proveUse(id);
    steps.result("proven: a probe was encrypted and decrypted");
  }

  private void bringAgain(KeyId id, String name) {
    steps.next("years later: find it in the token, import it again");
    try (Pkcs11Key key = token.find(name)) {
      kms.importKey(id, key, best(), Validity.never());
      steps.result("the KMS took it: it is the same key");
    }
  }

  /** The algorithms are in order of preference. */
  private WrappingAlgorithm best() {
    return token.wrappingAlgorithms().stream()
        .sorted()
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(token + " wraps by none of our algorithms."));
  }
}
