package dev.byok.custody;

import static dev.byok.KeySpec.AES_256;
import static dev.byok.custody.EscrowRefusedException.Reason.FACTS_DIFFER;
import static dev.byok.custody.EscrowRefusedException.Reason.MALFORMED;
import static dev.byok.custody.EscrowRefusedException.Reason.NOT_A_RECIPIENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.byok.KeyMaterial;
import dev.byok.KeySpec;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class EscrowEnvelopeTest {
  static Stream<Holder> holders() {
    return Stream.of(Holder.RSA, Holder.P256, Holder.P384);
  }

  @ParameterizedTest
  @MethodSource("holders")
  void opens_with_the_key_of_its_certificate(Holder holder) {
    EscrowEnvelope envelope = Samples.envelope(holder.recipient());

    try (OpenedEscrow opened = envelope.open(holder.key())) {
      assertThat(opened.facts().name()).isEqualTo("payments");
      assertThat(opened.facts().sealedAt()).isEqualTo(Holder.NOW);
      assertThat(opened.material().checkValue()).contains(opened.facts().checkValue());
      assertThat(opened.material().<byte[]>expose(byte[]::clone)).isEqualTo(Samples.bytes(AES_256));
    }
  }

  @ParameterizedTest
  @EnumSource
  void keeps_material_of_every_kind(KeySpec spec) {
    EscrowEnvelope envelope = Samples.envelope(spec, Holder.P256.recipient());

    assertThat(Samples.bytesOf(envelope.open(Holder.P256.key()))).isEqualTo(Samples.bytes(spec));
  }

  @Test
  void opens_with_its_password_and_zeroises_it() {
    char[] sealing = Samples.PASSWORD.toCharArray();
    EscrowEnvelope envelope = Samples.envelope(EscrowRecipient.password(sealing));
    char[] opening = Samples.PASSWORD.toCharArray();

    assertThat(Samples.bytesOf(envelope.open(opening))).isEqualTo(Samples.bytes(AES_256));
    assertThat(sealing).containsOnly('\0');
    assertThat(opening).containsOnly('\0');
  }

  @Test
  void opens_for_every_one_of_several_recipients() {
    EscrowEnvelope envelope =
        Samples.envelope(
            Holder.RSA.recipient(),
            Holder.OTHER_RSA.recipient(),
            Holder.P256.recipient(),
            Holder.P384.recipient(),
            Samples.password());

    for (Holder each : List.of(Holder.RSA, Holder.OTHER_RSA, Holder.P256, Holder.P384)) {
      assertThat(Samples.bytesOf(envelope.open(each.key()))).isEqualTo(Samples.bytes(AES_256));
    }
    assertThat(Samples.bytesOf(envelope.open(Samples.PASSWORD.toCharArray())))
        .isEqualTo(Samples.bytes(AES_256));
  }

  @Test
  void survives_both_forms() {
    EscrowEnvelope envelope = Samples.envelope(Holder.RSA.recipient());

    EscrowEnvelope fromDer = EscrowEnvelope.fromDer(envelope.toDer());
    EscrowEnvelope fromPem = EscrowEnvelope.fromPem(envelope.toPem().replace("\n", "\r\n"));

    assertThat(fromDer.claimedFacts()).isEmpty();
    assertThat(fromPem.claimedFacts()).isEqualTo(envelope.claimedFacts()).isPresent();
    assertThat(fromPem.toPem()).isEqualTo(envelope.toPem());
    assertThat(Samples.bytesOf(fromDer.open(Holder.RSA.key())))
        .isEqualTo(Samples.bytesOf(fromPem.open(Holder.RSA.key())));
  }

  @Test
  void names_its_recipients_when_a_stranger_tries_to_open_it() {
    EscrowEnvelope envelope = Samples.envelope(Holder.RSA.recipient());

    assertThatThrownBy(() -> envelope.open(Holder.OTHER_RSA.key()))
        .isInstanceOfSatisfying(
            EscrowRefusedException.class, e -> assertThat(e.reason()).isEqualTo(NOT_A_RECIPIENT))
        .hasMessageContaining("CN=Test CA")
        .hasMessageContaining(Holder.RSA.certificate().getSerialNumber().toString(16));
    assertThatThrownBy(() -> envelope.open(Holder.P256.key()))
        .isInstanceOf(EscrowRefusedException.class);
    assertThatThrownBy(() -> envelope.open("a wrong password".toCharArray()))
        .isInstanceOf(EscrowRefusedException.class);
  }

  @Test
  void refuses_lines_before_the_block_that_differ_from_the_content() {
    EscrowEnvelope envelope = Samples.envelope(Holder.P256.recipient());
    String other = envelope.toPem().replace("Name: payments", "Name: invoices");

    assertThatThrownBy(() -> EscrowEnvelope.fromPem(other).open(Holder.P256.key()))
        .isInstanceOfSatisfying(
            EscrowRefusedException.class, e -> assertThat(e.reason()).isEqualTo(FACTS_DIFFER))
        .hasMessageContaining("invoices")
        .hasMessageContaining("payments");
  }

  @Test
  void refuses_text_around_the_block_and_inside() {
    String pem = Samples.envelope(Holder.P256.recipient()).toPem();

    List<String> others =
        List.of(
            pem + "x",
            pem + pem,
            "x\n" + pem,
            pem.replace("Name: payments\n", ""),
            pem.replace("Name", "name"),
            pem.replace("CMS", "PKCS7"),
            pem.replace("CMS-----\nMI", "CMS-----\nM\nI"),
            pem.substring(0, pem.length() - 20),
            "");

    for (String other : others) {
      assertThatThrownBy(() -> EscrowEnvelope.fromPem(other))
          .isInstanceOfSatisfying(
              EscrowRefusedException.class, e -> assertThat(e.reason()).isEqualTo(MALFORMED));
    }
  }

  @Test
  void refuses_every_shorter_length_and_what_trails() {
    byte[] der = Samples.envelope(Holder.RSA.recipient()).toDer();

    for (int length = 0; length <= der.length + 40; length += length == der.length - 1 ? 2 : 1) {
      byte[] other = Arrays.copyOf(der, length);
      assertThatThrownBy(() -> EscrowEnvelope.fromDer(other))
          .isInstanceOf(EscrowRefusedException.class);
    }
  }

  @Test
  void shows_no_secret_and_keeps_its_own_copy() {
    EscrowEnvelope envelope = Samples.envelope(Holder.RSA.recipient());
    byte[] der = envelope.toDer();

    Arrays.fill(envelope.toDer(), (byte) 0);

    assertThat(envelope.toDer()).isEqualTo(der);
    assertThat(envelope).hasToString("EscrowEnvelope[payments AES:f29000, 1 recipients]");
    assertThat(envelope.recipients())
        .singleElement()
        .asString()
        .startsWith("certificate ")
        .endsWith("issued by CN=Test CA");
  }

  @Test
  void closing_what_was_opened_zeroises_the_material() {
    OpenedEscrow opened = Samples.envelope(Holder.P256.recipient()).open(Holder.P256.key());

    opened.close();

    assertThat(opened).hasToString("OpenedEscrow[payments AES:f29000]");
    assertThat(opened.material()).hasToString("KeyMaterial[closed]");
  }

  @Test
  void seals_nothing_without_a_name_or_a_recipient_or_with_too_many() {
    try (KeyMaterial material = Samples.material(AES_256)) {
      EscrowRecipient bob = Holder.P256.recipient();
      EscrowRecipient[] many = new EscrowRecipient[17];
      Arrays.fill(many, bob);

      assertThatIllegalArgumentException()
          .isThrownBy(() -> EscrowEnvelope.seal(material, "two words", Samples.CLOCK, bob));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> EscrowEnvelope.seal(material, "payments", Samples.CLOCK));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> EscrowEnvelope.seal(material, "payments", Samples.CLOCK, many));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> EscrowEnvelope.seal(material, "payments", Samples.CLOCK, bob, bob))
          .withMessageContaining("twice");
    }
  }

  @Test
  void a_password_seals_once_and_is_zeroised_even_when_sealing_fails() {
    char[] password = Samples.PASSWORD.toCharArray();
    EscrowRecipient recipient = EscrowRecipient.password(password);
    KeyMaterial closed = Samples.material(AES_256);
    closed.close();

    assertThatIllegalStateException()
        .isThrownBy(() -> EscrowEnvelope.seal(closed, "payments", Samples.CLOCK, recipient));

    assertThat(password).containsOnly('\0');
    assertThat(recipient).hasToString("a password");
    assertThatIllegalStateException()
        .isThrownBy(() -> Samples.envelope(recipient))
        .withMessageContaining("zeroised");
  }

  @Test
  void refuses_and_zeroises_passwords_that_are_short_or_not_printable_ascii() {
    for (String text :
        List.of("", "fourteen chars", "mit Umlaut: Schlüssel", "with a line end\n")) {
      char[] password = text.toCharArray();

      assertThatIllegalArgumentException().isThrownBy(() -> EscrowRecipient.password(password));

      assertThat(password).doesNotContain('t');
    }
  }
}
