package dev.byok.pkcs11;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import java.nio.file.Path;
import java.util.function.Predicate;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PinTest {

  @Nested
  class Is_zeroised {
    private final char[] pin = SoftHsm.PIN.toCharArray();

    @Test
    void after_success() {
      RealToken real = RealToken.softHsm();

      Pkcs11Token.open(real.library(), TokenSelector.label(real.label()), pin).close();

      assertThat(pin).containsOnly('\0');
    }

    @Test
    void after_a_refusal() {
      RealToken real = RealToken.softHsm();
      pin[0]++;

      assertThatExceptionOfType(PinRejectedException.class)
          .isThrownBy(
              () -> Pkcs11Token.open(real.library(), TokenSelector.label(SoftHsm.PINS), pin));

      assertThat(pin).containsOnly('\0');
    }

    @Test
    void without_a_library_or_a_token() {
      assertThatExceptionOfType(Pkcs11Exception.class)
          .isThrownBy(() -> Pkcs11Token.open(Path.of("/no/such"), TokenSelector.slot(1), pin));

      assertThat(pin).containsOnly('\0');
    }

    @Test
    void when_an_argument_is_null() {
      assertThatNullPointerException().isThrownBy(() -> Pkcs11Token.open((Path) null, null, pin));

      assertThat(pin).containsOnly('\0');
    }
  }

  @Nested
  class When_wrong_on_SoftHsm {
    @Test
    void the_message_tells_the_cause_and_not_the_pin() {
      RealToken real = pins();

      PinRejectedException refused = refused(real, "wrong-pin");

      assertThat(refused)
          .hasMessageContaining("failed with CKR_PIN_INCORRECT. The PIN is wrong")
          .hasMessageContaining("has counted at least one")
          .hasMessageEndingWith("#hsm-pin")
          .hasMessageNotContaining("wrong-pin");
      assertThat(refused.countLow()).isTrue();
      assertThat(refused.finalTry()).isFalse();
      assertThat(refused.locked()).isFalse();
    }

    @Test
    void the_right_pin_opens_it_still() {
      RealToken real = pins();
      refused(real, "wrong-pin");

      try (Pkcs11Token token = real.open()) {
        assertThat(token.label()).isEqualTo(SoftHsm.PINS);
      }
    }

    @Test
    void a_length_that_the_token_does_not_take_is_said() {
      assertThat(refused(pins(), "1")).hasMessageContaining("The PIN is wrong");
    }

    private RealToken pins() {
      RealToken real = RealToken.softHsm();
      return new RealToken(real.library(), SoftHsm.PINS, SoftHsm.PIN, real.algorithms());
    }
  }

  @Nested
  class When_wrong_on_openCryptoki {
    private static final long SECURITY_OFFICER = 0;
    private static final String WRONG = "00000000";

    @Test
    void the_flags_go_from_low_to_final_to_locked() throws Exception {
      RealToken real = RealToken.openCryptoki();
      try {
        PinRejectedException low = refused(real, WRONG);
        assertThat(low.countLow() && !low.finalTry() && !low.locked()).isTrue();

        PinRejectedException last = refusedUntil(real, PinRejectedException::finalTry);
        assertThat(last).hasMessageContaining("one more wrong PIN locks it");
        assertThat(last.locked()).isFalse();

        PinRejectedException locked = refused(real, WRONG);
        assertThat(locked.locked()).isTrue();
        assertThat(refused(real, real.pin()))
            .hasMessageContaining("CKR_PIN_LOCKED. The PIN is locked")
            .hasMessageContaining("security officer must set a new one")
            .hasMessageEndingWith("#hsm-pin");
      } finally {
        unlock(real);
      }
      real.open().close();
    }

    private PinRejectedException refusedUntil(
        RealToken real, Predicate<PinRejectedException> enough) {
      PinRejectedException refused = refused(real, WRONG);
      for (int tries = 0; tries < 10 && !enough.test(refused); tries++) {
        refused = refused(real, WRONG);
      }
      return refused;
    }

    private void unlock(RealToken real) throws PKCS11Exception {
      try (RawToken raw = real.raw()) {
        char[] interim = "12345678".toCharArray();
        raw.calls.C_Login(
            raw.session,
            SECURITY_OFFICER,
            System.getenv("BYOK_OPENCRYPTOKI_SO_PIN").toCharArray(),
            true);
        raw.calls.C_InitPIN(raw.session, interim, true);
        raw.calls.C_Logout(raw.session);
        raw.calls.C_SetPIN(raw.session, interim, real.pin().toCharArray(), true);
      }
    }
  }

  private static PinRejectedException refused(RealToken real, String pin) {
    return catchThrowableOfType(
        PinRejectedException.class,
        () ->
            Pkcs11Token.open(real.library(), TokenSelector.label(real.label()), pin.toCharArray()));
  }
}
