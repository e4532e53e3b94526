package dev.byok.pkcs11;

import static dev.byok.KeySpec.AES_256;
import static dev.byok.KeySpec.SM4_128;
import static dev.byok.WrappingAlgorithm.RSAES_PKCS1_V1_5;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.byok.KeyCheckValue;
import dev.byok.WrappedKeyMaterial;
import dev.byok.WrappingAlgorithm;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What holds on every token; one subclass per real token. */
abstract class TokenContract {
  private RealToken real;
  private RawToken raw;
  private Pkcs11Token token;

  abstract RealToken real();

  @BeforeEach
  void open() {
    real = real();
    raw = real.raw();
    token = real.open();
  }

  @AfterEach
  void leave_nothing_behind() throws Exception {
    if (raw != null) {
      raw.destroyAll();
      token.close();
      raw.close();
    }
  }

  @Test
  void lists_what_it_offers() {
    assertThat(token.keySpecs()).containsExactly(AES_256, SM4_128);
    assertThat(token.wrappingAlgorithms()).isEqualTo(real.algorithms());
    assertThat(token.label()).isEqualTo("byok-test");
    assertThat(token).hasToString("Pkcs11Token[" + raw.slot + "]");
  }

  @Test
  void makes_keys_that_stay_and_leave_wrapped_only() throws Exception {
    token.generate("payments", AES_256);

    long key = raw.find("payments");

    assertThat(isOn(key, Template.TOKEN, Template.PRIVATE, Template.SENSITIVE)).isTrue();
    assertThat(isOn(key, Template.EXTRACTABLE, Template.ENCRYPT)).isTrue();
    assertThat(raw.attribute(key, Template.VALUE_LEN)).isEqualTo(32L);
    assertThat(raw.attribute(key, Template.KEY_TYPE)).isEqualTo(Template.AES);
  }

  private boolean isOn(long key, long... attributes) throws Exception {
    for (long each : attributes) {
      if (!Boolean.TRUE.equals(raw.attribute(key, each))) {
        return false;
      }
    }
    return true;
  }

  @Test
  void makes_keys_for_no_other_use() throws Exception {
    token.generate("payments", AES_256);
    token.generate("payments-cn", SM4_128);

    for (String label : new String[] {"payments", "payments-cn"}) {
      long key = raw.find(label);
      for (long use :
          new long[] {
            Template.DECRYPT,
            Template.SIGN,
            Template.VERIFY,
            Template.WRAP,
            Template.UNWRAP,
            Template.DERIVE
          }) {
        assertThat(raw.attribute(key, use)).as("%s 0x%x", label, use).isEqualTo(false);
      }
    }
    assertThat(raw.attribute(raw.find("payments-cn"), Template.ENCRYPT)).isEqualTo(false);
  }

  @Test
  void the_token_enciphers_with_the_bytes_that_were_wrapped() throws Exception {
    byte[] text = HexFormat.of().parseHex("00112233445566778899aabbccddeeff");
    Pkcs11Key key = token.generate("payments", AES_256);
    byte[] enciphered = raw.encipher(Mechanisms.aesEcb(), raw.find("payments"), text);

    for (WrappingAlgorithm algorithm : real.algorithms()) {
      WrappedKeyMaterial wrapped = key.wrap(TestKms.parameters(algorithm));
      Cipher aes = Cipher.getInstance("AES/ECB/NoPadding", "SunJCE");
      aes.init(Cipher.DECRYPT_MODE, new SecretKeySpec(TestKms.unwrap(wrapped), "AES"));

      assertThat(aes.doFinal(enciphered)).as("%s", algorithm).isEqualTo(text);
    }
  }

  @Test
  void the_check_value_is_that_of_the_bytes_that_were_wrapped() throws Exception {
    Pkcs11Key key = token.generate("payments", AES_256);

    WrappedKeyMaterial wrapped = key.wrap(TestKms.parameters(RSAES_PKCS1_V1_5));
    Cipher aes = Cipher.getInstance("AES/ECB/NoPadding", "SunJCE");
    aes.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(TestKms.unwrap(wrapped), "AES"));

    KeyCheckValue expected = KeyCheckValue.of(AES_256, aes.doFinal(new byte[16]));
    assertThat(key.checkValue()).contains(expected);
    assertThat(wrapped.checkValue()).contains(expected);
  }

  @Test
  void an_sm4_key_is_carried_by_a_generic_secret_without_a_check_value() throws Exception {
    Pkcs11Key key = token.generate("payments-cn", SM4_128);

    WrappedKeyMaterial wrapped = key.wrap(TestKms.parameters(RSAES_PKCS1_V1_5));

    assertThat(TestKms.unwrap(wrapped)).hasSize(16);
    assertThat(key.spec()).isEqualTo(SM4_128);
    assertThat(key.checkValue()).isEmpty();
    assertThat(wrapped.checkValue()).isEmpty();
  }

  @Test
  void finds_the_key_that_was_made() throws Exception {
    Pkcs11Key made = token.generate("payments", AES_256);

    try (Pkcs11Key found = token.find("payments")) {
      assertThat(found.checkValue()).isPresent().isEqualTo(made.checkValue());
      assertThat(found.label()).isEqualTo("payments");
      assertThat(found).hasToString("Pkcs11Key[AES_256 'payments' in " + raw.slot + "]");
      assertThat(TestKms.unwrap(found.wrap(TestKms.parameters(RSAES_PKCS1_V1_5))))
          .isEqualTo(TestKms.unwrap(made.wrap(TestKms.parameters(RSAES_PKCS1_V1_5))));
    }
  }

  @Test
  void a_key_that_may_not_encipher_has_the_check_value_of_the_token_or_none() throws Exception {
    long handle = raw.generate("silent", Template.ENCRYPT, false);

    Object checkValue = raw.attribute(handle, Template.CHECK_VALUE);

    assertThat(token.find("silent").checkValue().isPresent()).isEqualTo(checkValue != null);
  }

  @Test
  void refuses_a_label_that_is_taken() throws Exception {
    token.generate("payments", AES_256);

    assertThatExceptionOfType(Pkcs11Exception.class)
        .isThrownBy(() -> token.generate("payments", SM4_128))
        .withMessageContaining("has a secret key with the label 'payments' already")
        .withMessageEndingWith("#hsm-key-label");
    assertThat(raw.objects()).hasSize(1);
  }

  @Test
  void says_that_there_is_no_such_label() {
    assertThatExceptionOfType(Pkcs11Exception.class)
        .isThrownBy(() -> token.find("Payments"))
        .withMessageContaining("no secret key with the label 'Payments'")
        .withMessageEndingWith("#hsm-key-label");
  }

  @Test
  void says_that_several_keys_have_the_label() throws Exception {
    raw.generate("payments");
    raw.generate("payments");

    assertThatExceptionOfType(Pkcs11Exception.class)
        .isThrownBy(() -> token.find("payments"))
        .withMessageContaining("has 2 secret keys with the label 'payments'")
        .withMessageEndingWith("#hsm-key-label");
  }

  @Test
  void refuses_a_blank_label() {
    assertThatIllegalArgumentException().isThrownBy(() -> token.generate(" ", AES_256));
    assertThatIllegalArgumentException().isThrownBy(() -> token.find(""));
  }

  @Test
  void says_that_a_key_is_unextractable() throws Exception {
    raw.generate("stuck", Template.EXTRACTABLE, false);
    Pkcs11Key key = token.find("stuck");

    for (Runnable use : uses(key)) {
      assertThatExceptionOfType(Pkcs11Exception.class)
          .isThrownBy(use::run)
          .withMessageContaining("CKA_EXTRACTABLE false")
          .withMessageEndingWith("#hsm-unwrappable")
          .satisfies(e -> assertThat(e.returnCode()).contains("CKR_KEY_UNEXTRACTABLE"));
    }
  }

  static Runnable[] uses(Pkcs11Key key) {
    return new Runnable[] {
      () -> key.requireWrappable(RSAES_PKCS1_V1_5),
      () -> key.wrap(TestKms.parameters(RSAES_PKCS1_V1_5))
    };
  }

  @Test
  void says_that_a_key_has_a_length_that_no_kms_takes() throws Exception {
    raw.generate("odd", Template.VALUE_LEN, 24L);

    assertThatExceptionOfType(Pkcs11Exception.class)
        .isThrownBy(() -> token.find("odd"))
        .withMessageContaining("has 24 bytes");
  }

  @Test
  void every_algorithm_that_is_listed_can_be_required() {
    Pkcs11Key key = token.generate("payments", AES_256);

    for (WrappingAlgorithm algorithm : real.algorithms()) {
      key.requireWrappable(algorithm);
    }
  }

  @Test
  void says_that_a_key_was_deleted() throws Exception {
    Pkcs11Key key = token.generate("payments", AES_256);
    raw.destroyAll();

    for (Runnable use : uses(key)) {
      assertThatExceptionOfType(Pkcs11Exception.class)
          .isThrownBy(use::run)
          .withMessageContaining("Find the key again")
          .withMessageEndingWith("#hsm-neighbours");
    }
  }

  @Test
  void does_not_wrap_another_key_that_took_the_handle_of_a_deleted_one() throws Exception {
    Pkcs11Key key = token.generate("payments", AES_256);
    raw.destroyAll();
    raw.generate("payments");
    raw.generate("salaries");

    for (Runnable use : uses(key)) {
      assertThatExceptionOfType(Pkcs11Exception.class)
          .isThrownBy(use::run)
          .withMessageContaining("Find the key again");
    }
  }

  @Test
  void another_open_token_keeps_the_login() throws Exception {
    Pkcs11Token other = real.open();
    Pkcs11Key key = token.generate("payments", AES_256);

    other.close();
    assertThat(key.wrap(TestKms.parameters(RSAES_PKCS1_V1_5))).isNotNull();

    Pkcs11Token third = real.open();
    token.close();
    assertThat(third.find("payments").checkValue()).isPresent();
    raw.destroyAll();
    third.close();
    assertThat(raw.state()).as("read/write public session").isEqualTo(2);
  }

  @Test
  void does_not_end_a_login_that_was_there_before() throws Exception {
    token.close();
    raw.login(real.pin());

    real.open().close();

    assertThat(raw.state()).as("read/write user functions").isEqualTo(3);
    raw.destroyAll();
    raw.calls.C_Logout(raw.session);
  }

  @Nested
  class When_closed {
    private Pkcs11Key key;

    @BeforeEach
    void close() throws Exception {
      key = token.generate("payments", AES_256);
      raw.destroyAll();
      token.close();
    }

    @Test
    void says_that_the_token_is_closed() {
      assertThatIllegalStateException().isThrownBy(() -> token.find("payments"));
      assertThatIllegalStateException().isThrownBy(() -> token.generate("more", AES_256));
      assertThatIllegalStateException().isThrownBy(token::wrappingAlgorithms);
      assertThatIllegalStateException()
          .isThrownBy(() -> key.wrap(TestKms.parameters(RSAES_PKCS1_V1_5)))
          .withMessageContaining("Open it again");
    }

    @Test
    void closing_again_does_nothing() {
      token.close();

      assertThat(token).hasToString("Pkcs11Token[" + raw.slot + ", closed]");
    }

    @Test
    void nobody_is_logged_in() throws Exception {
      assertThat(raw.state()).as("read/write public session").isEqualTo(2);
    }
  }

  @Test
  void a_closed_key_says_so_and_stays_in_the_token() throws Exception {
    Pkcs11Key key = token.generate("payments", AES_256);
    key.close();

    assertThatIllegalStateException()
        .isThrownBy(() -> key.wrap(TestKms.parameters(RSAES_PKCS1_V1_5)));
    assertThatIllegalStateException().isThrownBy(key::checkValue);
    assertThatIllegalStateException().isThrownBy(() -> key.requireWrappable(RSAES_PKCS1_V1_5));
    assertThat(token.find("payments").checkValue()).isPresent();
  }
}
