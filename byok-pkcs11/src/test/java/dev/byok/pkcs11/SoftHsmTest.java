package dev.byok.pkcs11;

import static dev.byok.KeySpec.AES_256;
import static dev.byok.WrappingAlgorithm.RSAES_OAEP_SHA_256;
import static dev.byok.WrappingAlgorithm.RSAES_PKCS1_V1_5;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What SoftHSM shows and openCryptoki does not. */
class SoftHsmTest {
  private RealToken real;
  private RawToken raw;

  @BeforeEach
  void prepare() {
    real = RealToken.softHsm();
    raw = real.raw();
  }

  @AfterEach
  void leave_nothing_behind() throws Exception {
    if (raw != null) {
      try (Pkcs11Token token = real.open()) {
        assertThat(token.label()).isEqualTo("byok-test");
        raw.destroyAll();
      }
      raw.close();
    }
  }

  @Test
  void says_that_its_oaep_does_not_take_sha_256() {
    try (Pkcs11Token token = real.open()) {
      Pkcs11Key key = token.generate("payments", AES_256);

      assertThatExceptionOfType(Pkcs11Exception.class)
          .isThrownBy(() -> key.requireWrappable(RSAES_OAEP_SHA_256))
          .withMessageContaining("cannot wrap by RSAES_OAEP_SHA_256")
          .withMessageContaining("lists CKM_RSA_PKCS_OAEP but refused it")
          .withMessageContaining("It wraps by [RSAES_OAEP_SHA_1, RSAES_PKCS1_V1_5]")
          .withMessageEndingWith("#hsm-algorithm");
    }
  }

  @Test
  void says_that_a_key_is_for_trusted_wrapping_keys_alone() throws Exception {
    try (Pkcs11Token token = real.open()) {
      raw.generate("trusting", Template.WRAP_WITH_TRUSTED, true);
      Pkcs11Key key = token.find("trusting");

      for (Runnable use : TokenContract.uses(key)) {
        assertThatExceptionOfType(Pkcs11Exception.class)
            .isThrownBy(use::run)
            .withMessageContaining("CKA_WRAP_WITH_TRUSTED")
            .withMessageEndingWith("#hsm-unwrappable")
            .satisfies(e -> assertThat(e.returnCode()).contains("CKR_KEY_NOT_WRAPPABLE"));
      }
    }
  }

  @Test
  void an_aes_key_of_16_bytes_carries_sm4_and_is_not_checked() throws Exception {
    try (Pkcs11Token token = real.open()) {
      raw.generate("short", Template.VALUE_LEN, 16L);

      assertThat(token.find("short").spec()).isEqualTo(dev.byok.KeySpec.SM4_128);
      assertThat(token.find("short").checkValue()).isEmpty();
    }
  }

  @Test
  void says_that_several_tokens_have_the_label() {
    assertThatExceptionOfType(Pkcs11Exception.class)
        .isThrownBy(() -> open(TokenSelector.label(SoftHsm.TWIN)))
        .withMessageContaining("has several tokens with label 'byok-test-twin': 'byok-test-twin'")
        .withMessageContaining("Choose by serial number or slot")
        .withMessageEndingWith("#hsm-token-not-found");
  }

  @Test
  void says_which_tokens_there_are_if_none_has_the_label() {
    assertThatExceptionOfType(Pkcs11Exception.class)
        .isThrownBy(() -> open(TokenSelector.label("byok")))
        .withMessageContaining("has no token with label 'byok'. It shows: ")
        .withMessageContaining(raw.slot.toString())
        .withMessageEndingWith("#hsm-token-not-found");
  }

  @Test
  void opens_a_token_by_slot_and_by_serial_number() {
    for (TokenSelector selector :
        new TokenSelector[] {
          TokenSelector.slot(raw.slot.id()), TokenSelector.serial(raw.slot.serial())
        }) {
      try (Pkcs11Token token = open(selector)) {
        assertThat(token.serial()).isEqualTo(raw.slot.serial());
        assertThat(token.label()).isEqualTo("byok-test");
      }
    }
  }

  /** In a JVM of its own, so that SoftHSM shows no half-deleted token to the other tests. */
  @Test
  void says_that_the_token_was_removed(@TempDir Path directory) throws Exception {
    Path conf = SoftHsm.makeTokens(directory, List.of(SoftHsm.DOOMED));

    String said = OtherJvm.run(Removal.class, conf, real.library().toString());

    assertThat(said).contains("Pkcs11Exception: Looking at Pkcs11Key[AES_256 'payments'");
    assertThat(said).contains("the token was taken away");
  }

  /** Opens a token, deletes its files, and prints how its key fails. */
  static final class Removal {
    private Removal() {}

    public static void main(String[] arguments) throws Exception {
      char[] pin = SoftHsm.PIN.toCharArray();
      TokenSelector doomed = TokenSelector.label(SoftHsm.DOOMED);
      Pkcs11Token token = Pkcs11Token.open(Path.of(arguments[0]), doomed, pin);
      Pkcs11Key key = token.generate("payments", AES_256);
      SoftHsm.deleteAll(Path.of(System.getenv("SOFTHSM2_CONF")).resolveSibling("tokens"));
      try {
        key.requireWrappable(RSAES_PKCS1_V1_5);
      } catch (Pkcs11Exception expected) {
        System.out.println(expected);
      }
      Runtime.getRuntime().halt(0);
    }
  }

  private Pkcs11Token open(TokenSelector selector) {
    return Pkcs11Token.open(real.library(), selector, real.pin().toCharArray());
  }
}
