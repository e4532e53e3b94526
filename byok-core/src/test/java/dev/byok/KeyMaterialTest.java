package dev.byok;

import static dev.byok.KeySpec.AES_256;
import static dev.byok.KeySpec.SM4_128;
import static dev.byok.WrappingAlgorithm.RSAES_OAEP_SHA_256;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.security.Key;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyMaterialTest {
  static final ImportParameters PARAMETERS = TestKey.STORED.parameters(RSAES_OAEP_SHA_256);

  /** 1, 2, 3 and so on: what may never appear in a text. */
  static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) (i + 1);
    }
    return bytes;
  }

  @ParameterizedTest
  @EnumSource
  void takes_material_out_of_the_array(KeySpec spec) {
    byte[] source = bytes(spec.lengthBytes());

    try (KeyMaterial material = KeyMaterial.takeFrom(source, spec)) {
      assertThat(source).containsOnly(0);
      assertThat(material.spec()).isEqualTo(spec);
      assertThat(material.<byte[]>expose(byte[]::clone)).isEqualTo(bytes(spec.lengthBytes()));
    }
  }

  @ParameterizedTest
  @EnumSource
  void draws_different_material_each_time(KeySpec spec) {
    try (KeyMaterial one = KeyMaterial.generate(spec);
        KeyMaterial other = KeyMaterial.generate(spec)) {
      byte[] first = one.expose(byte[]::clone);

      assertThat(first).hasSize(spec.lengthBytes());
      assertThat(other.<byte[]>expose(byte[]::clone)).isNotEqualTo(first);
    }
  }

  @Nested
  class When_refused {
    @ParameterizedTest
    @CsvSource({
      "AES_256, 0, It is empty",
      "AES_256, 16, only SM regions take",
      "SM4_128, 32, only FIPS regions take",
      "AES_256, 44, Base64",
      "SM4_128, 24, Base64",
      "AES_256, 64, hexadecimal",
      "AES_256, 33, line end",
      "SM4_128, 17, line end",
      "AES_256, 31, AES_256 material has 32 bytes"
    })
    void says_what_a_wrong_length_may_mean(KeySpec spec, int length, String reason) {
      byte[] source = bytes(length);

      assertThatIllegalArgumentException()
          .isThrownBy(() -> KeyMaterial.takeFrom(source, spec))
          .withMessageContaining("this has " + length + ".")
          .withMessageContaining(reason);
      assertThat(source).isEqualTo(new byte[length]);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, -1})
    void names_equal_bytes_as_a_buffer_that_was_never_filled(int value) {
      byte[] source = new byte[32];
      Arrays.fill(source, (byte) value);

      assertThatIllegalArgumentException()
          .isThrownBy(() -> KeyMaterial.takeFrom(source, AES_256))
          .withMessageContaining("All bytes of the material are equal");
      assertThat(source).containsOnly(0);
    }

    @Test
    void takes_bytes_of_which_one_differs() {
      byte[] source = new byte[16];
      source[15] = 1;

      try (KeyMaterial material = KeyMaterial.takeFrom(source, SM4_128)) {
        assertThat(material.spec()).isEqualTo(SM4_128);
      }
    }

    @Test
    void zeroises_even_without_a_spec() {
      byte[] source = bytes(32);

      assertThatNullPointerException().isThrownBy(() -> KeyMaterial.takeFrom(source, nothing()));
      assertThat(source).containsOnly(0);
    }
  }

  @Nested
  class When_open {
    final KeyMaterial material = KeyMaterial.takeFrom(bytes(32), AES_256);

    @AfterEach
    void close() {
      material.close();
    }

    @Test
    void rests_outside_the_heap() {
      assertThat(material.resting().isDirect()).isTrue();
      assertThat(contentOf(material)).isEqualTo(bytes(32));
    }

    @Test
    void knows_its_check_value() {
      assertThat(material.checkValue()).contains(KeyCheckValue.compute(AES_256, bytes(32)));
    }

    @Test
    void wraps_with_all_that_the_import_needs() throws Exception {
      WrappedKeyMaterial wrapped = material.wrap(PARAMETERS);

      assertThat(wrapped.parameters()).isSameAs(PARAMETERS);
      assertThat(wrapped.spec()).isEqualTo(AES_256);
      assertThat(wrapped.checkValue()).isEqualTo(material.checkValue());
      assertThat(TestKey.STORED.unwrap(wrapped)).isEqualTo(bytes(32));
    }

    @Test
    void lends_a_copy_and_zeroises_it_afterwards() {
      AtomicReference<byte[]> kept = new AtomicReference<>();

      int sum = material.expose(lent -> keepAndSum(kept, lent));

      assertThat(sum).isEqualTo(32 * 33 / 2);
      assertThat(kept.get()).hasSize(32).containsOnly(0);
      assertThat(contentOf(material)).isEqualTo(bytes(32));
    }

    @Test
    void zeroises_the_lent_copy_when_the_reader_fails() {
      AtomicReference<byte[]> kept = new AtomicReference<>();

      assertThatIllegalStateException()
          .isThrownBy(
              () ->
                  material.expose(
                      lent -> {
                        kept.set(lent);
                        throw new IllegalStateException("disk full");
                      }))
          .withMessage("disk full");
      assertThat(kept.get()).containsOnly(0);
    }

    @Test
    void refuses_a_reader_that_returns_the_lent_array() {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> material.expose(lent -> lent))
          .withMessageContaining("returned the array that was lent to it");
    }

    @Test
    void takes_nothing_for_an_answer() {
      assertThat(material.<String>expose(lent -> null)).isNull();
    }

    @Test
    void can_be_wrapped_by_every_algorithm() {
      for (WrappingAlgorithm each : WrappingAlgorithm.values()) {
        material.requireWrappable(each);
      }
      assertThatNullPointerException().isThrownBy(() -> material.requireWrappable(nothing()));
    }

    @Test
    void tells_no_more_than_its_kind() {
      assertThat(material).hasToString("KeyMaterial[AES_256]");
    }

    private int keepAndSum(AtomicReference<byte[]> kept, byte[] lent) {
      kept.set(lent);
      int sum = 0;
      for (byte each : lent) {
        sum += each;
      }
      return sum;
    }
  }

  @Nested
  class When_closed {
    final KeyMaterial closed = closed();

    @Test
    void has_zeroised_what_rested() {
      assertThat(contentOf(closed)).hasSize(32).containsOnly(0);
    }

    @Test
    void refuses_every_use() {
      for (Runnable use : uses()) {
        assertThatIllegalStateException()
            .isThrownBy(use::run)
            .withMessageContaining("is closed and zeroised");
      }
    }

    @Test
    void still_tells_its_kind_but_not_more() {
      assertThat(closed.spec()).isEqualTo(AES_256);
      assertThat(closed).hasToString("KeyMaterial[closed]");
    }

    @Test
    void may_be_closed_again() {
      closed.close();

      assertThat(closed).hasToString("KeyMaterial[closed]");
    }

    private Runnable[] uses() {
      return new Runnable[] {
        () -> closed.wrap(PARAMETERS),
        () -> closed.expose(lent -> lent.length),
        closed::checkValue,
        () -> closed.requireWrappable(RSAES_OAEP_SHA_256)
      };
    }

    private static KeyMaterial closed() {
      KeyMaterial material = KeyMaterial.takeFrom(bytes(32), AES_256);
      material.close();
      return material;
    }
  }

  @Nested
  class As_a_secret {
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
                () ->
                    new ObjectOutputStream(OutputStream.nullOutputStream()).writeObject(material));
      }
    }

    @Test
    void is_no_key_of_the_platform() {
      assertThat(Key.class.isAssignableFrom(KeyMaterial.class)).isFalse();
    }

    @Test
    void appears_in_no_text_and_no_message() {
      byte[] tooLong = bytes(33);
      try (KeyMaterial material = KeyMaterial.takeFrom(bytes(32), AES_256)) {
        WrappedKeyMaterial wrapped = material.wrap(PARAMETERS);
        assertNoTrace(material + " " + wrapped + " " + PARAMETERS);
      }
      assertThatIllegalArgumentException()
          .isThrownBy(() -> KeyMaterial.takeFrom(tooLong, AES_256))
          .satisfies(refusal -> assertNoTrace(refusal.toString()));
    }

    private void assertNoTrace(String text) {
      String hex = HexFormat.of().formatHex(bytes(4));
      String base64 = Base64.getEncoder().encodeToString(bytes(6));
      assertThat(text.toLowerCase(Locale.ROOT))
          .doesNotContain(hex, base64.toLowerCase(Locale.ROOT), "1, 2, 3, 4");
    }
  }

  private static byte[] contentOf(KeyMaterial material) {
    ByteBuffer resting = material.resting();
    byte[] content = new byte[resting.capacity()];
    resting.get(0, content);
    return content;
  }

  /** Null where callers without a null checker may pass it. */
  private static <T> T nothing() {
    return null;
  }
}
