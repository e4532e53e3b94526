package dev.byok.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.byok.KeySpec;
import dev.byok.pkcs11.Pkcs11Key;
import dev.byok.pkcs11.Pkcs11Token;
import dev.byok.pkcs11.TokenSelector;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OfflineHsmWrappingTest {
  private Path library;

  @BeforeEach
  void require_soft_hsm() throws IOException {
    library = SoftHsm.require();
  }

  @Test
  void a_key_in_the_hsm_of_the_offline_machine_comes_into_use() throws IOException {
    String checkValue = makeKey("offline-256", KeySpec.AES_256);

    Run run = Run.of(SoftHsm.PIN, library.toString(), SoftHsm.TOKEN, "offline-256");

    assertThat(run.exit()).as(run.printed()).isZero();
    assertThat(run.printed())
        .containsSubsequence(
            " 1. online: fetch parameters",
            " 2. offline: wrap",
            "check value " + checkValue,
            " 3. online: read the file that came back",
            "ImportReceipt[",
            "checkValue=Optional[" + checkValue + "], algorithm=RSAES_OAEP_SHA_1",
            "proven at ",
            "cleaned up: key ")
        .doesNotContain("NOT cleaned up", "WARNING", SoftHsm.PIN);
    assertThat(OfflineWrappingTest.offlineClassPath(run.printed()))
        .containsExactly("byok-core", "bcprov-jdk18on", "byok-pkcs11", "ipkcs11wrapper", "station");
  }

  @Test
  void a_key_of_another_kind_is_refused_before_it_is_wrapped() throws IOException {
    makeKey("offline-128", KeySpec.SM4_128);

    Run run = Run.of(SoftHsm.PIN, library.toString(), SoftHsm.TOKEN, "offline-128");

    assertThat(run.exit()).isNotZero();
    assertThat(run.printed())
        .contains("The CMK takes AES_256, not Pkcs11Key[SM4_128 'offline-128'", "cleaned up: key ")
        .doesNotContain("check value", SoftHsm.PIN);
  }

  @Test
  void a_missing_pin_is_told() throws IOException {
    Run run = Run.of("", library.toString(), SoftHsm.TOKEN, "any");

    assertThat(run.exit()).isNotZero();
    assertThat(run.printed()).contains("Standard input must begin with the user PIN");
  }

  @Test
  void what_is_missing_is_named() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OfflineHsmWrapping.main(new String[] {library.toString()}))
        .withMessageContaining("the label of the token");
  }

  private String makeKey(String label, KeySpec spec) {
    TokenSelector selector = TokenSelector.label(SoftHsm.TOKEN);
    try (Pkcs11Token token = Pkcs11Token.open(library, selector, SoftHsm.pin());
        Pkcs11Key key = token.generate(label, spec)) {
      return key.checkValue().map(Object::toString).orElse("none");
    }
  }

  /** The online station in a JVM of its own too, so that its standard input can be given. */
  private record Run(int exit, String printed) {
    static Run of(String pin, String library, String token, String key) throws IOException {
      Process online =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-cp",
                  System.getProperty("java.class.path"),
                  OfflineHsmWrapping.class.getName(),
                  library,
                  token,
                  key,
                  "RSAES_OAEP_SHA_1")
              .redirectErrorStream(true)
              .start();
      try (OutputStream keyboard = online.getOutputStream()) {
        keyboard.write((pin + "\n").getBytes(StandardCharsets.UTF_8));
      }
      byte[] printed = online.getInputStream().readAllBytes();
      return new Run(
          online.onExit().join().exitValue(), new String(printed, StandardCharsets.UTF_8));
    }
  }
}
