package dev.byok.pkcs11;

import dev.byok.WrappingAlgorithm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A software token to test on; its label is {@code byok-test}. */
record RealToken(Path library, String label, String pin, Set<WrappingAlgorithm> algorithms) {
  static final String LABEL = "byok-test";

  /** SoftHSM 2.6.1, with tokens of its own below target: its OAEP takes SHA-1 alone. */
  static RealToken softHsm() {
    SoftHsm.requireReady();
    return new RealToken(
        SoftHsm.library().orElseThrow(),
        LABEL,
        SoftHsm.PIN,
        Set.of(WrappingAlgorithm.RSAES_OAEP_SHA_1, WrappingAlgorithm.RSAES_PKCS1_V1_5));
  }

  /** The software token of openCryptoki, which .ci/tokens initialises. */
  static RealToken openCryptoki() {
    Optional<Path> library = openCryptokiLibrary();
    Interop.require(
        library.isPresent() && System.getenv("BYOK_OPENCRYPTOKI_PIN") != null,
        "Needs Debian's package opencryptoki and a token labelled byok-test: run"
            + " 'eval \"$(.ci/tokens)\"' as root first.");
    return new RealToken(
        library.orElseThrow(),
        LABEL,
        System.getenv("BYOK_OPENCRYPTOKI_PIN"),
        Set.of(WrappingAlgorithm.values()));
  }

  private static Optional<Path> openCryptokiLibrary() {
    return firstOf(
        System.getenv("BYOK_OPENCRYPTOKI_LIBRARY"),
        "/usr/lib/x86_64-linux-gnu/opencryptoki/libopencryptoki.so.0",
        "/usr/lib/aarch64-linux-gnu/opencryptoki/libopencryptoki.so.0");
  }

  static Optional<Path> firstOf(String... paths) {
    return java.util.Arrays.stream(paths)
        .filter(path -> path != null)
        .map(Path::of)
        .filter(Files::exists)
        .findFirst();
  }

  Pkcs11Token open() {
    return Pkcs11Token.open(library, TokenSelector.label(label), pin.toCharArray());
  }

  /** Opens it with something between the library and us. */
  Pkcs11Token open(Interposed interposed) {
    return Pkcs11Token.open(
        new Cryptoki(library, interposed.calls()), TokenSelector.label(label), pin.toCharArray());
  }

  /** Direct access, for what our API does not do. */
  RawToken raw() {
    return RawToken.of(this);
  }

  /** Every token that tests run on. */
  static List<RealToken> all() {
    return List.of(softHsm(), openCryptoki());
  }
}
