package dev.byok.custody;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.byok.KeySpec;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * Every parser meets 100,000 mutated inputs: it accepts them or throws the exceptions that it
 * documents, quickly and without following what an input says about its own size.
 */
class FuzzTest {
  private static final int RUNS = 100_000;
  private static final Duration BOUND = Duration.ofSeconds(100);

  @Test
  void envelopes_in_der() {
    byte[][] seeds = {
      Samples.envelope(Holder.RSA.recipient()).toDer(),
      Samples.envelope(Holder.P384.recipient(), Samples.quickPassword()).toDer(),
      Samples.envelope(Holder.RSA.recipient(), Holder.P256.recipient()).toDer()
    };

    int refused = fuzz("DER", EscrowRefusedException.class, EscrowEnvelope::fromDer, seeds);

    assertThat(refused).isGreaterThan(RUNS / 4);
  }

  @Test
  void envelopes_in_der_and_their_opening_by_a_password() {
    byte[] der = Samples.envelope(Samples.quickPassword()).toDer();

    int refused =
        fuzz(
            "DER and password",
            EscrowRefusedException.class,
            bytes ->
                EscrowEnvelope.fromDer(bytes)
                    .open(Samples.PASSWORD.toCharArray(), Samples.ONE_ROUND)
                    .close(),
            der);

    // Whatever is opened equals what was sealed; the mutation changed nothing then.
    assertThat(refused).isGreaterThan(RUNS * 9 / 10);
  }

  @Test
  void envelopes_in_pem() {
    byte[] pem = ascii(Samples.envelope(Holder.P256.recipient()).toPem());
    byte[] bare =
        ascii(EscrowEnvelope.fromDer(Samples.envelope(Holder.RSA.recipient()).toDer()).toPem());

    fuzz(
        "PEM",
        EscrowRefusedException.class,
        bytes -> EscrowEnvelope.fromPem(new String(bytes, StandardCharsets.ISO_8859_1)),
        pem,
        bare);
  }

  @Test
  void contents_that_were_decrypted() {
    CmsEntry entry =
        CmsForm.read(Samples.envelope(Holder.P256.recipient()).toDer()).entries().get(0);
    byte[] content =
        EscrowContent.encode(Samples.material(KeySpec.AES_256), facts(), List.of(entry));
    byte[] other = EscrowContent.encode(Samples.material(KeySpec.AES_256), facts(), List.of());

    fuzz(
        "content",
        EscrowRefusedException.class,
        bytes -> EscrowContent.decode(bytes, entry).close(),
        content,
        other);
  }

  @Test
  void drill_records() {
    fuzz(
        "drill record",
        IllegalArgumentException.class,
        bytes -> DrillRecord.fromText(new String(bytes, StandardCharsets.ISO_8859_1)),
        ascii(DrillRecordTest.OPENED.toText()),
        ascii(DrillRecordTest.PROVEN.toText()));
  }

  @Test
  void parts_of_a_key() {
    byte[][] seeds =
        KeyComponents.split(Samples.material(KeySpec.SM4_128), 3).stream()
            .map(part -> ascii(new String(part.toText())))
            .toArray(byte[][]::new);

    fuzz(
        "parts",
        KeyComponentException.class,
        bytes ->
            KeyComponent.takeFrom(new String(bytes, StandardCharsets.ISO_8859_1).toCharArray())
                .close(),
        seeds);
  }

  @Test
  void certificates_in_pem() throws CertificateEncodingException {
    byte[] pem = ascii(OpenSsl.pem("CERTIFICATE", Holder.P256.certificate().getEncoded()));
    byte[] der = Holder.RSA.certificate().getEncoded();

    fuzz(
        "certificate",
        RecipientRefusedException.class,
        bytes -> EscrowRecipient.certificate(new String(bytes, StandardCharsets.ISO_8859_1)),
        pem);
    fuzz(
        "certificate in DER",
        RecipientRefusedException.class,
        bytes ->
            EscrowRecipient.certificate(OpenSsl.pem("CERTIFICATE", bytes)).requireFit(Holder.NOW),
        der);
  }

  private static EscrowFacts facts() {
    return Samples.envelope(Holder.P256.recipient()).claimedFacts().orElseThrow();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** Returns how many inputs were refused; any other exception fails the test. */
  private static int fuzz(
      String what, Class<? extends Exception> ours, Consumer<byte[]> parser, byte[]... seeds) {
    long seed = System.nanoTime();
    System.out.println("FuzzTest " + what + ", seed " + seed);
    Random random = new Random(seed);
    return assertTimeout(
        BOUND,
        () -> {
          int refused = 0;
          for (int i = 0; i < RUNS; i++) {
            byte[] input = mutated(seeds[random.nextInt(seeds.length)], random);
            refused += refuses(parser, ours, input) ? 1 : 0;
          }
          return refused;
        });
  }

  private static boolean refuses(
      Consumer<byte[]> parser, Class<? extends Exception> ours, byte[] input) {
    try {
      parser.accept(input);
      return false;
    } catch (RuntimeException e) {
      if (e.getClass() == ours) {
        return true;
      }
      throw new AssertionError("input " + HexFormat.of().formatHex(input), e);
    }
  }

  private static byte[] mutated(byte[] seed, Random random) {
    byte[] bytes = seed.clone();
    for (int i = 0; i <= random.nextInt(4); i++) {
      bytes = mutatedOnce(bytes, random);
    }
    return bytes;
  }

  private static byte[] mutatedOnce(byte[] bytes, Random random) {
    int at = random.nextInt(bytes.length + 1);
    int to = Math.min(bytes.length, at + 1 + random.nextInt(40));
    byte[] run = new byte[random.nextInt(20)];
    random.nextBytes(run);
    return switch (random.nextInt(6)) {
      case 0 ->
          replaced(
              bytes,
              at,
              Math.min(bytes.length, at + 1),
              run.length > 0 ? Arrays.copyOf(run, 1) : run);
      case 1 -> replaced(bytes, at, to, new byte[0]);
      case 2 -> replaced(bytes, at, at, run);
      case 3 -> replaced(bytes, at, at, Arrays.copyOfRange(bytes, at, to));
      case 4 -> flipped(bytes, at, random.nextInt(8));
      default -> random.nextInt(50) == 0 ? nested(random) : flipped(bytes, at, random.nextInt(8));
    };
  }

  private static byte[] flipped(byte[] bytes, int at, int bit) {
    byte[] copy = bytes.clone();
    if (at < copy.length) {
      copy[at] ^= (byte) (1 << bit);
    }
    return copy;
  }

  /** Thousands of opened sequences, definite or not: what overflows the stack of a parser. */
  private static byte[] nested(Random random) {
    byte[] bytes = new byte[random.nextInt(100_000)];
    byte length = (byte) (random.nextBoolean() ? 0x80 : 0x7F);
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = i % 2 == 0 ? 0x30 : length;
    }
    return bytes;
  }

  private static byte[] replaced(byte[] bytes, int from, int to, byte[] by) {
    byte[] result = new byte[bytes.length - (to - from) + by.length];
    System.arraycopy(bytes, 0, result, 0, from);
    System.arraycopy(by, 0, result, from, by.length);
    System.arraycopy(bytes, to, result, from + by.length, bytes.length - to);
    return result;
  }
}
