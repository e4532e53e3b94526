package dev.byok.tencent;

import static dev.byok.KeySpec.AES_256;
import static dev.byok.KeySpec.SM4_128;
import static dev.byok.WrappingAlgorithm.RSAES_OAEP_SHA_1;
import static dev.byok.WrappingAlgorithm.RSAES_OAEP_SHA_256;
import static dev.byok.tencent.EmulatedService.actions;
import static dev.byok.tencent.EmulatedService.connectTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.tencentcloudapi.common.Credential;
import dev.byok.ImportParameters;
import dev.byok.KeyCheckValue;
import dev.byok.KeyId;
import dev.byok.KeyMaterial;
import dev.byok.KeySpec;
import dev.byok.Validity;
import dev.byok.WrappableKey;
import dev.byok.WrappedKeyMaterial;
import dev.byok.WrappingAlgorithm;
import dev.byok.WrappingException;
import dev.byok.kms.ExternalKey;
import dev.byok.kms.ImportTokenExpiredException;
import dev.byok.kms.KeyMaterialMismatchException;
import dev.byok.kms.KeyMaterialRejectedException;
import dev.byok.kms.NewKey;
import dev.byok.testkit.EmulatorOptions;
import dev.byok.testkit.KmsEmulator;
import dev.byok.testkit.junit.Emulated;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is refused before a request leaves, and how a refused import explains itself. */
class ImportChecksTest {
  private static final Validity NEVER = Validity.never();

  @Test
  void an_expired_pair_is_not_sent(@Emulated KmsEmulator emulator) {
    TencentExternalKeyClient kms = connectTo(emulator);
    KeyId id = kms.create("payments").id();
    try (KeyMaterial material = KeyMaterial.generate(AES_256)) {
      WrappedKeyMaterial wrapped = material.wrap(kms.parametersForImport(id, RSAES_OAEP_SHA_256));
      emulator.clock().advance(Duration.ofHours(24).plusMinutes(6));
      emulator.clearRequests();

      assertThatExceptionOfType(ImportTokenExpiredException.class)
          .isThrownBy(() -> kms.importMaterial(wrapped, NEVER))
          .withMessageContaining("Nothing was sent");
      assertThat(emulator.requests()).isEmpty();
    }
  }

  @Test
  void within_the_slack_the_service_decides(@Emulated KmsEmulator emulator) {
    TencentExternalKeyClient kms = connectTo(emulator);
    KeyId id = kms.create("payments").id();
    try (KeyMaterial material = KeyMaterial.generate(AES_256)) {
      WrappedKeyMaterial wrapped = material.wrap(kms.parametersForImport(id, RSAES_OAEP_SHA_256));
      emulator.clock().advance(Duration.ofHours(24).plusMinutes(4));

      assertThatExceptionOfType(ImportTokenExpiredException.class)
          .isThrownBy(() -> kms.importMaterial(wrapped, NEVER))
          .matches(failure -> failure.errorCode().isPresent());
      assertThat(actions(emulator)).endsWith("ImportKeyMaterial");
    }
  }

  @Test
  void a_validity_in_the_past_is_refused_before_parameters_are_fetched(
      @Emulated KmsEmulator emulator) {
    TencentExternalKeyClient kms = connectTo(emulator);
    KeyId id = kms.create("payments").id();
    emulator.clearRequests();
    try (KeyMaterial material = KeyMaterial.generate(AES_256)) {
      Validity past = Validity.until(emulator.clock().instant().minusSeconds(1));

      assertThatIllegalArgumentException()
          .isThrownBy(() -> kms.importKey(id, material, RSAES_OAEP_SHA_256, past));
      assertThat(emulator.requests()).isEmpty();
    }
  }

  @Test
  void an_import_without_validity_clears_the_one_before(@Emulated KmsEmulator emulator) {
    TencentExternalKeyClient kms = connectTo(emulator);
    KeyId id = kms.create("payments").id();
    try (KeyMaterial material = KeyMaterial.generate(AES_256)) {
      Instant end = emulator.clock().instant().plus(Duration.ofDays(1)).plusMillis(999);
      kms.importKey(id, material, RSAES_OAEP_SHA_256, Validity.until(end));
      assertThat(kms.describe(id).validity().validTo())
          .contains(Validity.until(end).validTo().get());

      kms.importKey(id, material, RSAES_OAEP_SHA_256, NEVER);
      assertThat(kms.describe(id).validity()).isEqualTo(NEVER);
    }
  }

  @Test
  void material_for_another_edition_is_not_sent(@Emulated KmsEmulator emulator) {
    TencentExternalKeyClient kms = connectTo(emulator);
    KeyId id = kms.create("payments").id();
    try (KeyMaterial sixteen = KeyMaterial.generate(SM4_128)) {
      assertThatExceptionOfType(KeyMaterialRejectedException.class)
          .isThrownBy(() -> kms.importKey(id, sixteen, RSAES_OAEP_SHA_256, NEVER))
          .withMessageContaining("takes 32 bytes (AES_256), not the 16 of SM4_128")
          .withMessageContaining("Nothing was sent");
    }
    assertThat(actions(emulator)).containsExactly("CreateKey", "DescribeKey");
  }

  @Test
  void the_edition_is_learnt_once(@Emulated KmsEmulator emulator) {
    TencentExternalKeyClient kms = connectTo(emulator);
    for (String alias : new String[] {"one", "two", "three"}) {
      importInto(kms, kms.create(alias).id(), AES_256);
    }

    assertThat(actions(emulator)).filteredOn("DescribeKey"::equals).hasSize(1);
  }

  @Test
  void a_key_that_was_described_needs_no_further_look(@Emulated KmsEmulator emulator) {
    KeyId id = connectTo(emulator).create("payments").id();
    TencentExternalKeyClient kms = connectTo(emulator);
    kms.find("payments");
    emulator.clearRequests();

    importInto(kms, id, AES_256);

    assertThat(actions(emulator)).containsExactly("GetParametersForImport", "ImportKeyMaterial");
  }

  @Test
  void a_given_spec_needs_no_look_at_all(@Emulated KmsEmulator emulator) {
    TencentExternalKeyClient kms = connectTo(emulator).withKeySpec(AES_256);
    KeyId id = kms.create("payments").id();
    importInto(kms, id, AES_256);
    assertThat(actions(emulator))
        .containsExactly("CreateKey", "GetParametersForImport", "ImportKeyMaterial");

    try (KeyMaterial sixteen = KeyMaterial.generate(SM4_128)) {
      assertThatExceptionOfType(KeyMaterialRejectedException.class)
          .isThrownBy(() -> kms.importKey(id, sixteen, RSAES_OAEP_SHA_256, NEVER));
    }
  }

  private static void importInto(TencentExternalKeyClient kms, KeyId id, KeySpec spec) {
    try (KeyMaterial material = KeyMaterial.generate(spec)) {
      kms.importKey(id, material, RSAES_OAEP_SHA_256, NEVER);
    }
  }

  @Test
  void parameters_of_another_region_are_not_sent(@Emulated KmsEmulator emulator) {
    TencentExternalKeyClient guangzhou = connectTo(emulator);
    TencentExternalKeyClient singapore =
        TencentExternalKeyClient.connect(
            new Credential(emulator.secretId(), emulator.secretKey()),
            "ap-singapore",
            emulator.uri());
    KeyId id = guangzhou.create("payments").id();
    try (KeyMaterial material = KeyMaterial.generate(AES_256)) {
      WrappedKeyMaterial wrapped =
          material.wrap(guangzhou.parametersForImport(id, RSAES_OAEP_SHA_256));
      emulator.clearRequests();

      assertThatIllegalArgumentException()
          .isThrownBy(() -> singapore.importMaterial(wrapped, NEVER))
          .withMessageContaining("ap-guangzhou")
          .withMessageContaining("ap-singapore");
      assertThat(emulator.requests()).isEmpty();
    }
  }

  @Test
  void a_key_that_cannot_be_wrapped_is_asked_before_anything_is_sent(
      @Emulated KmsEmulator emulator) {
    TencentExternalKeyClient kms = connectTo(emulator);
    KeyId id = kms.create("payments").id();
    emulator.clearRequests();

    assertThatExceptionOfType(WrappingException.class)
        .isThrownBy(() -> kms.importKey(id, new Unwrappable(), RSAES_OAEP_SHA_256, NEVER));
    assertThat(emulator.requests()).isEmpty();
  }

  @Test
  void a_rejected_import_is_explained_by_what_was_sent(@Emulated KmsEmulator emulator) {
    TencentExternalKeyClient kms = connectTo(emulator);
    KeyId id = kms.create("payments").id();
    try (KeyMaterial material = KeyMaterial.generate(AES_256)) {
      ImportParameters asked = kms.parametersForImport(id, RSAES_OAEP_SHA_256);
      ImportParameters used =
          new ImportParameters(
              id,
              asked.region(),
              RSAES_OAEP_SHA_1,
              asked.wrappingKey(),
              asked.token(),
              asked.validTo());
      emulator.clock().advance(Duration.ofSeconds(90));

      assertThatExceptionOfType(KeyMaterialRejectedException.class)
          .isThrownBy(() -> kms.importMaterial(material.wrap(used), NEVER))
          .withMessageContaining(
              "AES_256 material (32 bytes) said to be wrapped by RSAES_OAEP_SHA_1")
          .withMessageContaining(
              "asked for by RSAES_OAEP_SHA_256, and the material was wrapped by"
                  + " another algorithm: that is the cause")
          .withMessageContaining("TROUBLESHOOTING.md#material-rejected");
    }
  }

  @Test
  void parameters_of_another_client_are_not_called_older_than_they_are(
      @Emulated KmsEmulator emulator) {
    TencentExternalKeyClient first = connectTo(emulator);
    KeyId id = first.create("payments").id();
    first.parametersForImport(id, RSAES_OAEP_SHA_256);
    emulator.clock().advance(Duration.ofMinutes(10));
    ImportParameters newer = connectTo(emulator).parametersForImport(id, RSAES_OAEP_SHA_256);
    WrappedKeyMaterial garbage = WrappedKeyMaterial.of(newer, new byte[256], AES_256);

    assertThatExceptionOfType(KeyMaterialRejectedException.class)
        .isThrownBy(() -> first.importMaterial(garbage, NEVER))
        .withMessageContaining("not fetched by this client, which fetched older ones")
        .withMessageContaining("with MGF1 by the same hash");
  }

  @Test
  void a_mismatch_is_not_blamed_on_the_parameters(@Emulated KmsEmulator emulator) {
    TencentExternalKeyClient kms = connectTo(emulator);
    KeyId id = kms.create("payments").id();
    importInto(kms, id, AES_256);

    assertThatExceptionOfType(KeyMaterialMismatchException.class)
        .isThrownBy(() -> importInto(kms, id, AES_256))
        .matches(failure -> !failure.getMessage().contains("parameters"));
  }

  @Test
  void each_cluster_is_looked_at_once() {
    EmulatorOptions clusters = EmulatorOptions.defaults().withHsmClusters("cluster-a", "cluster-b");
    try (KmsEmulator emulator = KmsEmulator.start(clusters)) {
      TencentExternalKeyClient kms = connectTo(emulator);
      for (String cluster : List.of("cluster-a", "cluster-b", "cluster-a", "cluster-b")) {
        NewKey wish = NewKey.named("key-" + emulator.keys().size()).withCluster(cluster);
        ExternalKey key = kms.create(wish);
        importInto(kms, key.id(), AES_256);
        assertThat(key.clusterId()).contains(cluster);
      }

      assertThat(actions(emulator)).filteredOn("DescribeKey"::equals).hasSize(2);
      assertThat(kms.find("key-0").orElseThrow().clusterId()).contains("cluster-a");
    }
  }

  @Test
  void ids_that_this_client_never_saw_share_one_look(@Emulated KmsEmulator emulator) {
    List<String> ids = emulator.addKeys(5);
    TencentExternalKeyClient kms = connectTo(emulator);
    for (String id : ids) {
      importInto(kms.withClock(emulator.clock()), KeyId.of(id), AES_256);
    }

    assertThat(actions(emulator)).filteredOn("DescribeKey"::equals).hasSize(1);
  }

  /** A key in an HSM that does not let it out. */
  private static final class Unwrappable implements WrappableKey {
    @Override
    public KeySpec spec() {
      return AES_256;
    }

    @Override
    public Optional<KeyCheckValue> checkValue() {
      return Optional.empty();
    }

    @Override
    public void requireWrappable(WrappingAlgorithm algorithm) {
      throw new WrappingException("This key is not extractable.");
    }

    @Override
    public WrappedKeyMaterial wrap(ImportParameters parameters) {
      throw new AssertionError("asked to wrap in spite of the refusal");
    }

    @Override
    public void close() {}
  }
}
