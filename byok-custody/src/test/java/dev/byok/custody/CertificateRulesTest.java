package dev.byok.custody;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.byok.KeySpec;
import java.security.cert.CertificateEncodingException;
import java.time.Duration;
import java.util.List;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class CertificateRulesTest {
  private static final Duration YEAR = Duration.ofDays(365);

  @Nested
  class A_certificate_out_of_its_dates {
    private final Holder expired =
        Holder.certified(Holder.ec("secp256r1"), "Old", 0, Holder.NOW.minus(YEAR.plusSeconds(1)));
    private final Holder early =
        Holder.certified(Holder.ec("secp256r1"), "New", 0, Holder.NOW.plusSeconds(1));

    @Test
    void is_refused() {
      assertRefused(expired.recipient(), "withAnyDate()");
      assertRefused(early.recipient(), "withAnyDate()");
    }

    @Test
    void is_accepted_on_its_first_and_its_last_second() {
      for (var from : List.of(Holder.NOW, Holder.NOW.minus(YEAR))) {
        Holder holder = Holder.certified(Holder.ec("secp256r1"), "Edge", 0, from);
        assertThat(Samples.envelope(holder.recipient())).isNotNull();
      }
    }

    @Test
    void is_accepted_when_told_to() {
      EscrowEnvelope envelope =
          Samples.envelope(EscrowRecipient.certificate(expired.certificate()).withAnyDate());

      assertThat(Samples.bytesOf(envelope.open(expired.key())))
          .isEqualTo(Samples.bytes(KeySpec.AES_256));
    }
  }

  @Nested
  class A_certificate_for_another_use {
    private final Holder signer =
        Holder.certified(Holder.rsa(2048), "Signer", KeyUsage.digitalSignature);
    private final Holder ecSigner =
        Holder.certified(Holder.ec("secp384r1"), "EC", KeyUsage.keyEncipherment);

    @Test
    void is_refused() {
      assertRefused(signer.recipient(), "keyEncipherment");
      assertRefused(ecSigner.recipient(), "keyAgreement");
    }

    @Test
    void is_accepted_when_told_to_but_then_its_dates_still_count() {
      assertThat(Samples.envelope(EscrowRecipient.certificate(signer.certificate()).withAnyUsage()))
          .isNotNull();
      Holder old =
          Holder.certified(
              Holder.ec("secp256r1"),
              "Old",
              KeyUsage.digitalSignature,
              Holder.NOW.minus(YEAR.multipliedBy(2)));
      assertRefused(EscrowRecipient.certificate(old.certificate()).withAnyUsage(), "withAnyDate");
      assertRefused(EscrowRecipient.certificate(old.certificate()).withAnyDate(), "withAnyUsage");
    }
  }

  @Test
  void keys_that_are_weak_or_of_other_kinds_are_refused_whatever_was_accepted() {
    for (var pair :
        List.of(
            Holder.rsa(1024), Holder.ec("secp521r1"), Holder.of("Ed25519"), Holder.of("X25519"))) {
      Holder holder = Holder.certified(pair, "Weak", 0);
      assertRefused(
          EscrowRecipient.certificate(holder.certificate()).withAnyDate().withAnyUsage(),
          "was refused: its ");
    }
  }

  @Test
  void a_certificate_is_read_from_pem_text_and_named_by_its_fingerprint()
      throws CertificateEncodingException {
    String pem = OpenSsl.pem("CERTIFICATE", Holder.P256.certificate().getEncoded());

    CertificateRecipient read = EscrowRecipient.certificate("Bob's\r\n" + pem);

    assertThat(read.sha256())
        .isEqualTo(EscrowRecipient.certificate(Holder.P256.certificate()).sha256());
    assertThat(read.toString()).contains("issued by CN=Test CA", read.sha256().substring(0, 16));
    assertThat(Samples.bytesOf(Samples.envelope(read).open(Holder.P256.key())))
        .isEqualTo(Samples.bytes(KeySpec.AES_256));
  }

  @Test
  void text_without_exactly_one_certificate_is_refused() throws CertificateEncodingException {
    String pem = OpenSsl.pem("CERTIFICATE", Holder.P256.certificate().getEncoded());

    for (String text : List.of("", "x", pem + pem, pem.replace("MII", "MIX"), pem.substring(40))) {
      assertThatThrownBy(() -> EscrowRecipient.certificate(text))
          .isInstanceOf(RecipientRefusedException.class);
    }
  }

  private static void assertRefused(EscrowRecipient recipient, String reason) {
    assertThatThrownBy(() -> Samples.envelope(recipient))
        .isInstanceOf(RecipientRefusedException.class)
        .hasMessageContaining(reason)
        .hasMessageContaining("Nothing was sealed");
  }
}
