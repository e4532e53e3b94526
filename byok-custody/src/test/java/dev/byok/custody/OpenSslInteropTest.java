package dev.byok.custody;

import static dev.byok.KeySpec.AES_256;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.byok.KeyCheckValue;
import dev.byok.KeySpec;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** OpenSSL opens what we write, and we open what OpenSSL writes with the same choices. */
class OpenSslInteropTest {
  private static final String[] OAEP = {
    "-keyopt", "rsa_padding_mode:oaep",
    "-keyopt", "rsa_oaep_md:sha256",
    "-keyopt", "rsa_mgf1_md:sha256"
  };
  private static final String[] ECDH = {"-keyopt", "ecdh_kdf_md:sha256"};

  private OpenSsl openssl;

  @BeforeEach
  void find(@TempDir Path folder) {
    OpenSsl.require("openssl", "openssl");
    openssl = new OpenSsl(folder);
  }

  static Stream<Holder> holders() {
    return Stream.of(Holder.RSA, Holder.P256, Holder.P384);
  }

  @Nested
  class Opens_with_openssl {
    @ParameterizedTest
    @MethodSource("dev.byok.custody.OpenSslInteropTest#holders")
    void what_was_sealed_to_one_certificate(Holder holder) {
      openssl.write("holder", holder);
      openssl.write("e.pem", Samples.envelope(holder.recipient()).toPem());

      decrypt(AES_256, "-inform", "PEM", "-in", "e.pem", "-inkey", "holder.key");
    }

    @ParameterizedTest
    @EnumSource
    void what_was_sealed_to_a_password(KeySpec spec) {
      openssl.write("e.der", Samples.envelope(spec, Samples.password()).toDer());

      decrypt(spec, "-inform", "DER", "-in", "e.der", "-pwri_password", Samples.PASSWORD);
    }

    @Test
    void what_was_sealed_to_several_recipients() {
      EscrowEnvelope envelope =
          Samples.envelope(
              Holder.P384.recipient(),
              Holder.RSA.recipient(),
              Samples.password(),
              Holder.P256.recipient(),
              Holder.OTHER_RSA.recipient());
      openssl.write("e.pem", envelope.toPem());

      for (Holder each : List.of(Holder.RSA, Holder.OTHER_RSA, Holder.P256, Holder.P384)) {
        openssl.write("holder", each);
        decrypt(
            AES_256,
            "-inform",
            "PEM",
            "-in",
            "e.pem",
            "-inkey",
            "holder.key",
            "-recip",
            "holder.crt");
      }
      decrypt(AES_256, "-inform", "PEM", "-in", "e.pem", "-pwri_password", Samples.PASSWORD);
    }

    private void decrypt(KeySpec spec, String... how) {
      String[] command = {"cms", "-decrypt", "-out", "content"};
      OpenSsl.Result result = openssl.run(joined(command, how));

      assertThat(result).isEqualTo(new OpenSsl.Result(0, ""));
      byte[] content = openssl.read("content");
      int length = spec.lengthBytes();
      assertThat(Arrays.copyOfRange(content, content.length - length, content.length))
          .isEqualTo(Samples.bytes(spec));
      String header = new String(content, 0, content.length - length, StandardCharsets.US_ASCII);
      assertThat(header).startsWith("BYOK-Escrow: 1\nKey-Spec: " + spec + "\n").endsWith("\n\n");
    }
  }

  @Nested
  class Opens_what_openssl_wrote {
    @Test
    void to_an_rsa_certificate() {
      byte[] der = encrypt(recipient("alice", Holder.RSA, OAEP));

      assertThat(open(der, Holder.RSA)).isEqualTo(Samples.bytes(AES_256));
    }

    @Test
    void to_ec_certificates() {
      for (Holder each : List.of(Holder.P256, Holder.P384)) {
        byte[] der = encrypt(recipient("bob", each, ECDH));

        assertThat(open(der, each)).isEqualTo(Samples.bytes(AES_256));
      }
    }

    @Test
    void to_several_certificates() {
      byte[] der =
          encrypt(
              joined(
                  recipient("alice", Holder.RSA, OAEP),
                  recipient("bob", Holder.P256, ECDH),
                  recipient("carol", Holder.P384, ECDH)));

      for (Holder each : List.of(Holder.RSA, Holder.P256, Holder.P384)) {
        assertThat(open(der, each)).isEqualTo(Samples.bytes(AES_256));
      }
    }

    @Test
    void but_not_with_weaker_choices() {
      List<byte[]> others =
          List.of(
              encrypt(recipient("alice", Holder.RSA)),
              encrypt(recipient("alice", Holder.RSA, "-keyopt", "rsa_padding_mode:oaep")),
              encrypt(recipient("bob", Holder.P256)),
              encrypt(joined(new String[] {"-keyid"}, recipient("bob", Holder.P256, ECDH))),
              encryptWith("-aes-128-gcm", recipient("bob", Holder.P256, ECDH)),
              encryptWith("-aes-256-cbc", recipient("bob", Holder.P256, ECDH)),
              encryptWith("-aes-256-cbc", "-pwri_password", Samples.PASSWORD));

      for (byte[] each : others) {
        assertThatThrownBy(() -> EscrowEnvelope.fromDer(each))
            .isInstanceOfSatisfying(
                EscrowRefusedException.class,
                e -> assertThat(e.reason()).isEqualTo(EscrowRefusedException.Reason.UNSUPPORTED));
      }
    }

    @Test
    void but_not_without_the_header_lines() {
      openssl.write("content", Samples.bytes(AES_256));
      byte[] der = encryptFile("-aes-256-gcm", recipient("bob", Holder.P256, ECDH));

      assertThatThrownBy(() -> open(der, Holder.P256))
          .isInstanceOf(EscrowRefusedException.class)
          .hasMessageContaining("header lines");
    }

    @Test
    void but_not_with_a_check_value_of_other_material() {
      openssl.write("content", content(new KeyCheckValue(AES_256, "000000")));
      byte[] der = encryptFile("-aes-256-gcm", recipient("bob", Holder.P256, ECDH));

      assertThatThrownBy(() -> open(der, Holder.P256))
          .isInstanceOfSatisfying(
              EscrowRefusedException.class,
              e -> assertThat(e.reason()).isEqualTo(EscrowRefusedException.Reason.FACTS_DIFFER));
    }

    private byte[] open(byte[] der, Holder holder) {
      return Samples.bytesOf(EscrowEnvelope.fromDer(der).open(holder.key()));
    }

    private String[] recipient(String name, Holder holder, String... options) {
      openssl.write(name, holder);
      return joined(new String[] {"-recip", name + ".crt"}, options);
    }

    private byte[] encrypt(String[] recipients) {
      return encryptWith("-aes-256-gcm", recipients);
    }

    private byte[] encryptWith(String cipher, String... recipients) {
      openssl.write("content", content(new KeyCheckValue(AES_256, "f29000")));
      return encryptFile(cipher, recipients);
    }

    private byte[] encryptFile(String cipher, String... recipients) {
      String[] command = {
        "cms",
        "-encrypt",
        "-binary",
        "-in",
        "content",
        "-outform",
        "DER",
        "-out",
        "e.der",
        cipher,
        "-aes256-wrap"
      };
      assertThat(openssl.run(joined(command, recipients))).isEqualTo(new OpenSsl.Result(0, ""));
      return openssl.read("e.der");
    }

    private byte[] content(KeyCheckValue checkValue) {
      ByteArrayOutputStream content = new ByteArrayOutputStream();
      String header = new EscrowFacts(checkValue, "payments", Holder.NOW).toLines() + "\n";
      content.writeBytes(header.getBytes(StandardCharsets.US_ASCII));
      content.writeBytes(Samples.bytes(AES_256));
      return content.toByteArray();
    }
  }

  private static String[] joined(String[]... parts) {
    return Stream.of(parts).flatMap(Arrays::stream).toArray(String[]::new);
  }
}
