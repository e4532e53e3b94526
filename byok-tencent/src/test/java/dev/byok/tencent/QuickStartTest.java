package dev.byok.tencent;

import static dev.byok.WrappingAlgorithm.RSAES_OAEP_SHA_256;
import static dev.byok.tencent.EmulatedService.connectTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.tencentcloudapi.common.Credential;
import dev.byok.ImportParameters;
import dev.byok.KeyMaterial;
import dev.byok.KeySpec;
import dev.byok.Validity;
import dev.byok.WrappedKeyMaterial;
import dev.byok.kms.ExternalKey;
import dev.byok.kms.ExternalKeyClient;
import dev.byok.kms.ImportReceipt;
import dev.byok.kms.KeyState;
import dev.byok.testkit.KmsEmulator;
import dev.byok.testkit.junit.Emulated;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs the README's quick start, and makes sure that it is the README's. */
class QuickStartTest {
  private static final Path SOURCE = Path.of("src/test/java/dev/byok/tencent/QuickStartTest.java");
  private static final String FIRST_LINE =
      "ExternalKeyClient kms = TencentExternalKeyClient.connect(credential, \"ap-guangzhou\");";

  private final List<String> archived = new ArrayList<>();

  @Test
  void imports_a_key_and_proves_it(@Emulated KmsEmulator emulator) {
    ExternalKeyClient kms = connectTo(emulator);
    // region quick-start
    ExternalKey cmk = kms.create("payments"); // PENDING_IMPORT

    try (KeyMaterial material = KeyMaterial.generate(KeySpec.AES_256)) {
      keep(material); // where you will find it again: nothing else can ever bring the data back
      ImportParameters parameters = kms.parametersForImport(cmk.id(), RSAES_OAEP_SHA_256);
      WrappedKeyMaterial wrapped = material.wrap(parameters);
      ImportReceipt receipt = kms.importMaterial(wrapped, Validity.never()); // ENABLED
      archive(receipt.toString()); // check value, request id, time: no secret
    } // zeroised

    kms.proveUse(cmk.id()); // encrypts a random probe, decrypts it, compares
    // endregion

    assertThat(kms.describe(cmk.id()).state()).isEqualTo(KeyState.ENABLED);
    assertThat(archived).singleElement().asString().contains("AES:", cmk.id().value());
  }

  @Test
  void connects_as_the_readme_does() throws IOException {
    Credential credential = new Credential("id", "key");
    // Nothing is sent yet, so this may name the real service.
    ExternalKeyClient kms = TencentExternalKeyClient.connect(credential, "ap-guangzhou");

    assertThat(kms).hasToString("TencentExternalKeyClient[ap-guangzhou]");
    assertThat(Files.readString(SOURCE)).contains("\n    " + FIRST_LINE + "\n");
  }

  private void keep(KeyMaterial material) {
    assertThat(material.<Integer>expose(bytes -> bytes.length)).isEqualTo(32);
  }

  private void archive(String receipt) {
    archived.add(receipt);
  }

  @ParameterizedTest
  @ValueSource(strings = {"README.md", "README.zh-CN.md"})
  void is_what_the_readme_shows(String readme) throws IOException {
    String source = Files.readString(SOURCE);
    String region = source.split("\n *// (region quick-start|endregion)\n")[1];

    assertThat(Files.readString(Path.of("..", readme)))
        .contains("```java\n" + FIRST_LINE + "\n" + region.stripIndent() + "\n```");
  }
}
