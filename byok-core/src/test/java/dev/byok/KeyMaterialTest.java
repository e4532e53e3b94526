package dev.byok;

import static dev.byok.KeySpec.AES_256;
import static dev.byok.WrappingAlgorithm.RSAES_OAEP_SHA_256;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

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
