package dev.byok;

import static dev.byok.KeySpec.AES_256;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.lang.reflect.Method;
import java.security.Key;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** What a secret does not do. */
class KeyMaterialSecrecyTest {
  @Test
  void has_no_equality() {
    assertThat(Arrays.stream(KeyMaterial.class.getDeclaredMethods()).map(Method::getName))
        .doesNotContain("equals", "hashCode");
  }

  @Test
  void has_no_serial_form() {
    assertThat(Serializable.class.isAssignableFrom(KeyMaterial.class)).isFalse();
    try (KeyMaterial material = KeyMaterial.generate(AES_256)) {
      assertThatExceptionOfType(NotSerializableException.class)
          .isThrownBy(
              () -> new ObjectOutputStream(OutputStream.nullOutputStream()).writeObject(material));
    }
  }

  @Test
  void is_no_key_of_the_platform() {
    assertThat(Key.class.isAssignableFrom(KeyMaterial.class)).isFalse();
  }

  @Test
  void appears_in_no_text_and_no_message() {
    byte[] tooLong = KeyMaterialTest.bytes(33);
    try (KeyMaterial material = KeyMaterial.takeFrom(KeyMaterialTest.bytes(32), AES_256)) {
      WrappedKeyMaterial wrapped = material.wrap(KeyMaterialTest.PARAMETERS);
      assertNoTrace(material + " " + wrapped + " " + KeyMaterialTest.PARAMETERS);
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> KeyMaterial.takeFrom(tooLong, AES_256))
        .satisfies(refusal -> assertNoTrace(refusal.toString()));
  }

  private void assertNoTrace(String text) {
    String hex = HexFormat.of().formatHex(KeyMaterialTest.bytes(4));
    String base64 = Base64.getEncoder().encodeToString(KeyMaterialTest.bytes(6));
    assertThat(text.toLowerCase(Locale.ROOT))
        .doesNotContain(hex, base64.toLowerCase(Locale.ROOT), "1, 2, 3, 4");
  }
}
