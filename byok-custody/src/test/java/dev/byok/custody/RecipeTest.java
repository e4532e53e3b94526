package dev.byok.custody;

import static dev.byok.KeySpec.AES_256;
import static org.assertj.core.api.Assertions.assertThat;

import com.tencentcloudapi.common.Credential;
import dev.byok.KeyCheckValue;
import dev.byok.KeyId;
import dev.byok.KeyMaterial;
import dev.byok.Validity;
import dev.byok.WrappingAlgorithm;
import dev.byok.kms.ExternalKeyClient;
import dev.byok.tencent.TencentExternalKeyClient;
import dev.byok.testkit.KmsEmulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs the very commands of the recipes, read from their files; their Java stands here. */
class RecipeTest {
  private static final Path DOCS = Path.of("..", "docs");
  private static final String SOURCE = "src/test/java/dev/byok/custody/RecipeTest.java";
  private static final KeyCheckValue EXPECTED = new KeyCheckValue(AES_256, "f29000");

  @TempDir private Path folder;
  private OpenSsl tools;

  @BeforeEach
  void find() {
    OpenSsl.require("openssl", "openssl");
    tools = new OpenSsl(folder);
  }

  @Test
  void an_envelope_opens_with_openssl_and_only_unchanged() throws IOException {
    List<String> recipe = blocks("recipe-escrow.md", "sh");
    sealByTheRecipe(recipe.get(0));

    assertThat(tools.shell(recipe.get(1)).output())
        .contains("Name: payments\n")
        .endsWith("check value AES:f29000\n");
    tools.shell("rm key.bin content");
    tools.shell(recipe.get(2), Samples.PASSWORD + "\n");
    assertThat(tools.read("key.bin")).isEqualTo(Samples.bytes(AES_256));

    byte[] der = EscrowEnvelope.fromPem(Files.readString(folder.resolve("payments.pem"))).toDer();
    der[der.length - 1] ^= 1;
    tools.write("payments.pem", OpenSsl.pem("CMS", der));
    assertThat(tools.shell(recipe.get(1)).output())
        .endsWith("REFUSED: the envelope does not open or was changed\n");
    assertThat(folder.resolve("content")).doesNotExist();
  }

  @Test
  void an_envelope_made_by_openssl_opens_here() throws IOException {
    List<String> recipe = blocks("recipe-escrow.md", "sh");
    tools.shell(recipe.get(0));
    tools.write("key.bin", Samples.bytes(AES_256));

    assertThat(tools.shell(recipe.get(3))).isEqualTo(new OpenSsl.Result(0, ""));

    EscrowEnvelope envelope =
        EscrowEnvelope.fromPem(Files.readString(folder.resolve("by-openssl.pem")));
    for (PrivateKey each : List.of(privateKey("alice", "RSA"), privateKey("bob", "EC"))) {
      assertThat(Samples.bytesOf(envelope.open(each))).isEqualTo(Samples.bytes(AES_256));
    }
  }

  @Test
  void a_drill_proves_the_copy_and_openssl_agrees() throws IOException {
    String recipe = blocks("recipe-drill.md", "sh").get(0);
    sealByTheRecipe(blocks("recipe-escrow.md", "sh").get(0));
    EscrowEnvelope envelope =
        EscrowEnvelope.fromPem(Files.readString(folder.resolve("payments.pem")));

    drill(envelope, privateKey("alice", "RSA"), EXPECTED);

    assertThat(tools.shell(recipe).output()).isEqualTo("the copy works: AES:f29000\n");
    tools.shell("sed -i s/f29000/000000/ drill.txt");
    assertThat(tools.shell(recipe).output()).isEqualTo("WRONG COPY: AES:f29000\n");
    assertThat(folder.resolve("content")).doesNotExist();
  }

  @Test
  void the_parts_of_a_ceremony_make_the_key_with_openssl_too() throws IOException {
    try (KeyMaterial material = Samples.material(AES_256)) {
      split(material);
    }

    String output = tools.shell(blocks("recipe-ceremony.md", "sh").get(0)).output();

    assertThat(output).endsWith("the key: AES:f29000\n");
    List<char[]> typed = new ArrayList<>();
    for (int index = 1; index <= 3; index++) {
      String sheet = Files.readString(folder.resolve("part" + index + ".txt"));
      String own = sheet.replaceAll("(?s).* PART (\\w{6}) .*", "$1");
      assertThat(output).contains("part" + index + ".txt: AES:" + own + "\n");
      typed.add(sheet.toCharArray());
    }
    combine(typed);
  }

  @ParameterizedTest
  @ValueSource(strings = {"recipe-escrow", "recipe-drill", "recipe-ceremony"})
  void the_java_of_a_recipe_stands_in_this_class_and_both_languages_agree(String recipe)
      throws IOException {
    String here = withoutSpaces(Files.readString(Path.of(SOURCE)));
    List<String> java = blocks(recipe + ".md", "java");

    assertThat(java)
        .isNotEmpty()
        .allSatisfy(each -> assertThat(here).contains(withoutSpaces(each)));
    assertThat(blocks(recipe + ".zh-CN.md", "java")).isEqualTo(java);
    assertThat(blocks(recipe + ".zh-CN.md", "sh"))
        .isNotEmpty()
        .isEqualTo(blocks(recipe + ".md", "sh"));
  }

  private void sealByTheRecipe(String makeCertificates) throws IOException {
    assertThat(tools.shell(makeCertificates).output()).contains("sha256 Fingerprint=");
    char[] password = Samples.PASSWORD.toCharArray();
    try (KeyMaterial material = Samples.material(AES_256)) {
      EscrowEnvelope envelope =
          EscrowEnvelope.seal(
              material,
              "payments",
              InstantSource.system(),
              EscrowRecipient.certificate(Files.readString(folder.resolve("alice.crt"))),
              EscrowRecipient.certificate(Files.readString(folder.resolve("bob.crt"))),
              EscrowRecipient.password(password));
      Files.writeString(folder.resolve("payments.pem"), envelope.toPem());
    }
  }

  private void drill(EscrowEnvelope envelope, PrivateKey privateKey, KeyCheckValue expected)
      throws IOException {
    try (KmsEmulator emulator = KmsEmulator.start()) {
      ExternalKeyClient kms = connect(emulator);
      KeyId keyId = kms.create("payments").id();
      try (OpenedEscrow first = envelope.open(privateKey)) {
        kms.importKey(
            keyId, first.material(), WrappingAlgorithm.RSAES_OAEP_SHA_256, Validity.never());
      }
      RestoreDrill drill = RestoreDrill.expecting(expected, InstantSource.system());
      DrillRecord opened = drill.open(() -> envelope.open(privateKey));
      assertThat(opened.live()).isEmpty();
      DrillRecord proven =
          drill.reimport(() -> envelope.open(privateKey), kms, keyId, CloudBinding.NOT_BOUND);
      Files.writeString(folder.resolve("drill.txt"), proven.toText());
      assertThat(proven.live().orElseThrow().expiryChanged()).isFalse();
    }
  }

  private void split(KeyMaterial material) {
    for (KeyComponent part : KeyComponents.split(material, 3)) {
      char[] text = part.toText();
      print(part.index(), text);
      Arrays.fill(text, '\0');
      part.close();
    }
  }

  private void print(int index, char[] text) {
    tools.write("part" + index + ".txt", new String(text));
  }

  private void combine(List<char[]> typed) {
    try (KmsEmulator emulator = KmsEmulator.start()) {
      ExternalKeyClient kms = connect(emulator);
      KeyId keyId = kms.create("payments").id();
      List<KeyComponent> parts = new ArrayList<>();
      for (char[] sheet : typed) {
        parts.add(KeyComponent.takeFrom(sheet));
      }
      try (KeyMaterial key = KeyComponents.combine(parts)) {
        kms.importKey(keyId, key, WrappingAlgorithm.RSAES_OAEP_SHA_256, Validity.never());
      }
      assertThat(emulator.materialOf(keyId.value())).contains(Samples.bytes(AES_256));
    }
  }

  private static ExternalKeyClient connect(KmsEmulator emulator) {
    return TencentExternalKeyClient.connect(
        new Credential(emulator.secretId(), emulator.secretKey()), "ap-guangzhou", emulator.uri());
  }

  private PrivateKey privateKey(String name, String algorithm) {
    String pem = new String(tools.read(name + ".key")).replaceAll("-----[^-]*-----|\\s", "");
    try {
      return KeyFactory.getInstance(algorithm)
          .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(pem)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String withoutSpaces(String text) {
    return text.replaceAll("\\s", "");
  }

  private static List<String> blocks(String file, String language) throws IOException {
    return Pattern.compile("(?s)```" + language + "\n(.*?)```")
        .matcher(Files.readString(DOCS.resolve(file)))
        .results()
        .map((MatchResult block) -> block.group(1))
        .toList();
  }
}
