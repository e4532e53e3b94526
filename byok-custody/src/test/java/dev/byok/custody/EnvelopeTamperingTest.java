package dev.byok.custody;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.byok.KeySpec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.PrivateKey;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every single flipped bit is refused, by our exception and no other. */
class EnvelopeTamperingTest {
  static Stream<Holder> holders() {
    return Stream.of(Holder.RSA, Holder.P256, Holder.P384);
  }

  @ParameterizedTest
  @MethodSource("holders")
  void refuses_every_flipped_bit_of_an_envelope_to_one_certificate(Holder holder) {
    byte[] der = Samples.envelope(holder.recipient()).toDer();

    for (int bit = 0; bit < der.length * 8; bit++) {
      requireRefused(flipped(der, bit), holder.key(), bit);
    }
  }

  @Test
  void refuses_every_flipped_bit_outside_the_entries_of_others() {
    byte[] der = Samples.envelope(Holder.P256.recipient(), Holder.RSA.recipient()).toDer();
    byte[] others = entryOf(Holder.RSA, der);
    int from = indexOf(der, others);
    AtomicInteger flips = new AtomicInteger();

    for (int bit = 0; bit < der.length * 8; bit++) {
      if (bit / 8 < from || bit / 8 >= from + others.length) {
        requireRefused(flipped(der, bit), Holder.P256.key(), bit);
        flips.incrementAndGet();
      }
    }

    assertThat(flips.get()).isEqualTo((der.length - others.length) * 8);
  }

  @Test
  void damage_to_the_wrapped_key_of_another_recipient_locks_nobody_else_out() {
    byte[] der = Samples.envelope(Holder.P256.recipient(), Holder.RSA.recipient()).toDer();
    byte[] others = entryOf(Holder.RSA, der);

    der[indexOf(der, others) + others.length - 1] ^= 1;

    assertThat(Samples.bytesOf(EscrowEnvelope.fromDer(der).open(Holder.P256.key())))
        .isEqualTo(Samples.bytes(KeySpec.AES_256));
  }

  @Test
  void refuses_every_flipped_bit_of_a_password_envelope_without_a_full_derivation() {
    byte[] der = Samples.envelope(Samples.quickPassword()).toDer();
    assertThat(Samples.bytesOf(openQuickly(der))).isEqualTo(Samples.bytes(KeySpec.AES_256));

    for (int bit = 0; bit < der.length * 8; bit++) {
      byte[] other = flipped(der, bit);
      assertThatThrownBy(() -> openQuickly(other))
          .as("bit %d", bit)
          .isInstanceOf(EscrowRefusedException.class);
    }
  }

  @Test
  void refuses_flips_after_fifty_full_derivations() {
    byte[] der = Samples.envelope(Samples.password()).toDer();
    long seed = System.nanoTime();
    System.out.println("EnvelopeTamperingTest full derivations, seed " + seed);
    Random random = new Random(seed);
    AtomicInteger derivations = new AtomicInteger();
    PasswordKdf counted =
        (password, salt, rounds) -> {
          derivations.incrementAndGet();
          return PasswordKdf.PBKDF2.derive(password, salt, PasswordEntry.ROUNDS);
        };

    while (derivations.get() < 50) {
      byte[] other = flipped(der, random.nextInt(der.length * 8));
      assertThatThrownBy(
              () -> EscrowEnvelope.fromDer(other).open(Samples.PASSWORD.toCharArray(), counted))
          .isInstanceOf(EscrowRefusedException.class);
    }
  }

  @Test
  void refuses_a_second_spelling_of_a_point_before_any_key_is_used() {
    byte[] der = Samples.envelope(Holder.P256.recipient()).toDer();
    // BIT STRING of 66 bytes without unused bits, then an uncompressed point.
    int at = indexOf(der, new byte[] {3, 66, 0, 4}) + 3;

    for (byte hybrid : new byte[] {6, 7}) {
      der[at] = hybrid;
      assertThatThrownBy(() -> EscrowEnvelope.fromDer(der))
          .isInstanceOf(EscrowRefusedException.class)
          .hasMessageContaining("uncompressed");
    }
  }

  @Test
  void refuses_nesting_that_would_overflow_a_stack() {
    Deque<byte[]> headers = new ArrayDeque<>();
    int length = 0;
    while (length < 60_000) {
      byte[] minimal =
          length < 128
              ? new byte[] {0x30, (byte) length}
              : length < 256
                  ? new byte[] {0x30, (byte) 0x81, (byte) length}
                  : new byte[] {0x30, (byte) 0x82, (byte) (length >> 8), (byte) length};
      headers.push(minimal);
      length += minimal.length;
    }
    ByteBuffer nested = ByteBuffer.allocate(length);
    headers.forEach(nested::put);

    assertThatThrownBy(() -> EscrowEnvelope.fromDer(nested.array()))
        .isInstanceOf(EscrowRefusedException.class);
  }

  private static OpenedEscrow openQuickly(byte[] der) {
    return EscrowEnvelope.fromDer(der).open(Samples.PASSWORD.toCharArray(), Samples.ONE_ROUND);
  }

  private static void requireRefused(byte[] der, PrivateKey key, int bit) {
    assertThatThrownBy(() -> EscrowEnvelope.fromDer(der).open(key))
        .as("bit %d", bit)
        .isInstanceOf(EscrowRefusedException.class);
  }

  private static byte[] flipped(byte[] bytes, int bit) {
    byte[] copy = bytes.clone();
    copy[bit / 8] ^= (byte) (1 << bit % 8);
    return copy;
  }

  private static byte[] entryOf(Holder holder, byte[] der) {
    String serial = holder.certificate().getSerialNumber().toString(16);
    CmsEntry entry =
        CmsForm.read(der).entries().stream()
            .filter(each -> each.toString().contains(serial))
            .findFirst()
            .orElseThrow();
    try {
      return entry.toAsn1().getEncoded("DER");
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static int indexOf(byte[] bytes, byte[] part) {
    for (int i = 0; i + part.length <= bytes.length; i++) {
      if (Arrays.equals(bytes, i, i + part.length, part, 0, part.length)) {
        return i;
      }
    }
    throw new AssertionError("The entry is not in the envelope.");
  }
}
