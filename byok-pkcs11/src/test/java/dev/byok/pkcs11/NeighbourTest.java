package dev.byok.pkcs11;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.byok.KeySpec;
import dev.byok.WrappingAlgorithm;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.Provider;
import java.security.Security;
import javax.crypto.Cipher;
import javax.crypto.KeyGenerator;
import javax.crypto.SecretKey;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The JDK's own PKCS#11 provider on the same library in the same JVM. */
class NeighbourTest {
  private static final byte[] TEXT = new byte[32];

  @Nested
  class SunPkcs11_works_before_during_and_after {
    @Test
    void on_SoftHsm() throws Exception {
      run(RealToken.softHsm());
    }

    @Test
    void on_openCryptoki() throws Exception {
      run(RealToken.openCryptoki());
    }

    private void run(RealToken real) throws Exception {
      try (RawToken raw = real.raw()) {
        Neighbour sun = Neighbour.loggedIn(real, raw.slot);
        byte[] before = sun.encipher();

        try (Pkcs11Token token = real.open()) {
          Pkcs11Key key = token.generate("payments", KeySpec.AES_256);
          key.wrap(TestKms.parameters(WrappingAlgorithm.RSAES_OAEP_SHA_1));
          assertThat(sun.encipher()).as("during").isEqualTo(before);
        }

        assertThat(sun.encipher()).as("after").isEqualTo(before);
        assertThat(sun.freshKey()).as("after").isNotNull();
        raw.destroyAll();
        sun.logout();
        assertThat(raw.state()).as("read/write public session").isEqualTo(2);
      }
    }
  }

  @Test
  void a_neighbour_that_came_later_logs_in_again_after_our_logout() throws Exception {
    RealToken real = RealToken.softHsm();
    try (RawToken raw = real.raw()) {
      Pkcs11Token token = real.open();
      Neighbour sun = Neighbour.loggedIn(real, raw.slot);
      assertThat(sun.encipher()).isNotEmpty();

      token.close();

      Neighbour again = sun.loggedInAgain();
      assertThat(again.encipher()).isNotEmpty();
      again.logout();
    }
  }

  @Test
  void a_login_that_a_neighbour_ended_is_told_from_a_lost_token() throws Exception {
    RealToken real = RealToken.softHsm();
    try (RawToken raw = real.raw();
        Pkcs11Token token = real.open()) {
      Pkcs11Key key = token.generate("payments", KeySpec.AES_256);
      raw.calls.C_Logout(raw.session);

      assertThatExceptionOfType(Pkcs11Exception.class)
          .isThrownBy(() -> key.wrap(TestKms.parameters(WrappingAlgorithm.RSAES_OAEP_SHA_1)))
          .withMessageContaining("other code in this process")
          .withMessageEndingWith("#hsm-neighbours");

      raw.login(real.pin()).destroyAll();
    }
  }

  /** The binding prints when it is loaded first, so that takes a JVM of its own. */
  @Test
  void nothing_is_printed() throws Exception {
    RealToken real = RealToken.softHsm();
    Path conf = Path.of(System.getenv("SOFTHSM2_CONF"));

    assertThat(OtherJvm.run(OpenAndClose.class, conf, real.library().toString())).isEmpty();
  }

  /** What the other JVM runs. */
  static final class OpenAndClose {
    private OpenAndClose() {}

    public static void main(String[] arguments) throws Exception {
      char[] pin = SoftHsm.PIN.toCharArray();
      TokenSelector selector = TokenSelector.label(RealToken.LABEL);
      Pkcs11Token.open(Path.of(arguments[0]), selector, pin).close();
    }
  }

  /** SunPKCS11 with a login and a session key of its own. */
  private record Neighbour(Provider provider, RealToken real, SecretKey key) {
    static Neighbour loggedIn(RealToken real, Slot slot) throws Exception {
      String configuration =
          "--name=neighbour%d\nlibrary=%s\nslot=%d\n"
              .formatted(System.nanoTime(), real.library(), slot.id());
      Provider provider = Security.getProvider("SunPKCS11").configure(configuration);
      return new Neighbour(provider, real, null).loggedInAgain();
    }

    Neighbour loggedInAgain() throws Exception {
      KeyStore store = KeyStore.getInstance("PKCS11", provider);
      store.load(null, real.pin().toCharArray());
      return new Neighbour(provider, real, freshKey());
    }

    SecretKey freshKey() throws Exception {
      KeyGenerator generator = KeyGenerator.getInstance("AES", provider);
      generator.init(256);
      return generator.generateKey();
    }

    byte[] encipher() throws Exception {
      Cipher cipher = Cipher.getInstance("AES/ECB/NoPadding", provider);
      cipher.init(Cipher.ENCRYPT_MODE, key);
      return cipher.doFinal(TEXT);
    }

    void logout() throws Exception {
      ((java.security.AuthProvider) provider).logout();
    }
  }
}
