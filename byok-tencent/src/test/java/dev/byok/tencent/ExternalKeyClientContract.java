package dev.byok.tencent;

import static dev.byok.WrappingAlgorithm.RSAES_OAEP_SHA_256;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.byok.ByokException;
import dev.byok.ImportParameters;
import dev.byok.KeyId;
import dev.byok.KeyMaterial;
import dev.byok.KeySpec;
import dev.byok.Validity;
import dev.byok.WrappedKeyMaterial;
import dev.byok.WrappingAlgorithm;
import dev.byok.kms.AliasTakenException;
import dev.byok.kms.ExternalKey;
import dev.byok.kms.ExternalKeyClient;
import dev.byok.kms.ImportReceipt;
import dev.byok.kms.ImportTokenExpiredException;
import dev.byok.kms.KeyMaterialMismatchException;
import dev.byok.kms.KeyMaterialRejectedException;
import dev.byok.kms.KeyNotFoundException;
import dev.byok.kms.KeyState;
import dev.byok.kms.KeyStateException;
import dev.byok.kms.KmsException;
import dev.byok.kms.NewKey;
import dev.byok.kms.ProofOfUse;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every {@link ExternalKeyClient} does; one subclass for each place where it runs. */
abstract class ExternalKeyClientContract {
  private final List<KeyId> created = new ArrayList<>();
  private ExternalKeyClient kms;

  abstract ExternalKeyClient connect();

  /** Called last, when everything that a test made is on its way out. */
  abstract void disconnect();

  @BeforeEach
  void connectFirst() {
    kms = connect();
  }

  /** The real service bills keys, so that each test schedules the deletion of what it made. */
  @AfterEach
  void scheduleDeletionOfAll() {
    for (KeyId id : created) {
      KeyState state = kms.describe(id).state();
      if (state == KeyState.ENABLED) {
        kms.disable(id);
      }
      if (state != KeyState.PENDING_DELETION) {
        kms.scheduleDeletion(id, 7);
      }
    }
    disconnect();
  }

  private static String freshAlias() {
    return "byok-test-" + UUID.randomUUID();
  }

  private ExternalKey create(NewKey wish) {
    ExternalKey key = kms.create(wish);
    created.add(key.id());
    return key;
  }

  private KeyId newKey() {
    return create(NewKey.named(freshAlias())).id();
  }

  private KeySpec specOf(KeyId id) {
    return kms.describe(id).spec().orElseThrow();
  }

  private KeyMaterial materialFor(KeyId id) {
    return KeyMaterial.generate(specOf(id));
  }

  @Test
  void creates_an_external_key_that_waits_for_material() {
    String alias = freshAlias();

    ExternalKey key = create(NewKey.named(alias).withDescription("ключ für ünïcode"));

    assertThat(key.state()).isEqualTo(KeyState.PENDING_IMPORT);
    assertThat(key.isExternal()).isTrue();
    assertThat(kms.describe(key.id()).alias()).isEqualTo(alias);
    assertThat(kms.describe(key.id()).description()).isEqualTo("ключ für ünïcode");
    assertThat(kms.describe(key.id()).createdAt())
        .isCloseTo(key.createdAt(), within(5, ChronoUnit.SECONDS));
  }

  @Test
  void refuses_a_second_key_of_the_same_alias() {
    ExternalKey first = create(NewKey.named(freshAlias()));

    assertThatExceptionOfType(AliasTakenException.class)
        .isThrownBy(() -> kms.create(first.alias()))
        .withMessageContaining(first.alias());
  }

  @Test
  void finds_a_key_by_its_exact_alias_only() {
    String alias = freshAlias();
    create(NewKey.named(alias + "-longer"));
    ExternalKey wanted = create(NewKey.named(alias));

    assertThat(kms.find(alias)).map(ExternalKey::id).contains(wanted.id());
    assertThat(kms.find(alias.substring(0, alias.length() - 1))).isEmpty();
  }

  @Test
  void describes_many_in_the_order_asked_for() {
    KeyId first = newKey();
    KeyId second = newKey();

    assertThat(kms.describeAll(List.of(second, first, second)))
        .extracting(ExternalKey::id)
        .containsExactly(second, first);
  }

  @Test
  void lists_external_keys_in_every_state() {
    KeyId waiting = newKey();
    KeyId dying = newKey();
    kms.scheduleDeletion(dying, 7);

    assertThat(kms.listExternal()).extracting(ExternalKey::id).contains(waiting, dying);
  }

  @Test
  void changes_alias_and_description() {
    KeyId id = newKey();
    String alias = freshAlias();

    kms.updateAlias(id, alias);
    kms.updateDescription(id, "changed");

    assertThat(kms.describe(id).alias()).isEqualTo(alias);
    assertThat(kms.describe(id).description()).isEqualTo("changed");
  }

  @ParameterizedTest
  @EnumSource(WrappingAlgorithm.class)
  void imports_material_wrapped_by(WrappingAlgorithm algorithm) {
    KeyId id = newKey();
    try (KeyMaterial material = materialFor(id)) {
      ImportReceipt receipt = kms.importKey(id, material, algorithm, Validity.never());

      assertThat(receipt.keyId()).isEqualTo(id);
      assertThat(receipt.checkValue()).isEqualTo(material.checkValue());
      assertThat(receipt.requestId()).isNotBlank();
      assertThat(kms.describe(id).state()).isEqualTo(KeyState.ENABLED);
      assertThat(kms.describe(id).validity()).isEqualTo(Validity.never());
      assertThat(kms.proveUse(id).keyId()).isEqualTo(id);
    }
  }

  @Test
  void replaces_the_validity_by_importing_again() {
    KeyId id = newKey();
    Validity untilTomorrow = Validity.until(Instant.now().plus(1, ChronoUnit.DAYS));
    try (KeyMaterial material = materialFor(id)) {
      kms.importKey(id, material, RSAES_OAEP_SHA_256, untilTomorrow);
      assertThat(kms.describe(id).validity()).isEqualTo(untilTomorrow);

      kms.importKey(id, material, RSAES_OAEP_SHA_256, Validity.never());
      assertThat(kms.describe(id).validity()).isEqualTo(Validity.never());
    }
  }

  @Test
  void takes_the_same_parameters_twice() {
    KeyId id = newKey();
    try (KeyMaterial material = materialFor(id)) {
      ImportParameters parameters = kms.parametersForImport(id, RSAES_OAEP_SHA_256);
      kms.importMaterial(material.wrap(parameters), Validity.never());
      kms.importMaterial(material.wrap(parameters), Validity.never());
    }
    assertThat(kms.describe(id).state()).isEqualTo(KeyState.ENABLED);
  }

  @Test
  void refuses_parameters_that_newer_ones_voided() {
    KeyId id = newKey();
    try (KeyMaterial material = materialFor(id)) {
      WrappedKeyMaterial stale = material.wrap(kms.parametersForImport(id, RSAES_OAEP_SHA_256));
      kms.parametersForImport(id, RSAES_OAEP_SHA_256);

      assertThatExceptionOfType(KmsException.class)
          .isThrownBy(() -> kms.importMaterial(stale, Validity.never()))
          .isInstanceOfAny(ImportTokenExpiredException.class, KeyMaterialRejectedException.class)
          .withMessageContaining("NEWER parameters");
    }
  }

  @Test
  void takes_only_the_same_bytes_after_a_deletion() {
    KeyId id = newKey();
    try (KeyMaterial material = materialFor(id);
        KeyMaterial other = materialFor(id)) {
      kms.importKey(id, material, RSAES_OAEP_SHA_256, Validity.never());
      ProofOfUse proof = kms.proveUse(id);
      kms.deleteMaterial(id);
      assertThat(kms.describe(id).state()).isEqualTo(KeyState.PENDING_IMPORT);
      assertThatExceptionOfType(KeyStateException.class).isThrownBy(() -> kms.proveAgain(proof));

      assertThatExceptionOfType(KeyMaterialMismatchException.class)
          .isThrownBy(() -> kms.importKey(id, other, RSAES_OAEP_SHA_256, Validity.never()));
      kms.importKey(id, material, RSAES_OAEP_SHA_256, Validity.never());

      assertThat(kms.proveAgain(proof).ciphertext()).isEqualTo(proof.ciphertext());
    }
  }

  @Test
  void disables_and_enables() {
    KeyId id = newKey();
    try (KeyMaterial material = materialFor(id)) {
      kms.importKey(id, material, RSAES_OAEP_SHA_256, Validity.never());
      kms.disable(id);
      assertThatExceptionOfType(KeyStateException.class).isThrownBy(() -> kms.proveUse(id));
      assertThatExceptionOfType(KeyStateException.class)
          .isThrownBy(() -> kms.importKey(id, material, RSAES_OAEP_SHA_256, Validity.never()));
      kms.enable(id);
      assertThat(kms.proveUse(id).keyId()).isEqualTo(id);
    }
  }

  @Test
  void schedules_a_deletion_only_of_what_is_not_enabled_and_cancels_it() {
    KeyId id = newKey();
    try (KeyMaterial material = materialFor(id)) {
      kms.importKey(id, material, RSAES_OAEP_SHA_256, Validity.never());
    }
    assertThatExceptionOfType(KeyStateException.class)
        .isThrownBy(() -> kms.scheduleDeletion(id, 7));
    assertThatExceptionOfType(KeyStateException.class).isThrownBy(() -> kms.cancelDeletion(id));

    kms.disable(id);
    Instant date = kms.scheduleDeletion(id, 30);

    assertThat(kms.describe(id).state()).isEqualTo(KeyState.PENDING_DELETION);
    assertThat(kms.describe(id).deletionDate()).contains(date);
    assertThat(kms.cancelDeletion(id).state()).isEqualTo(KeyState.DISABLED);
  }

  @Test
  void draws_random_bytes() {
    assertThat(kms.randomBytes(1)).hasSize(1);
    assertThat(kms.randomBytes(1024)).hasSize(1024).isNotEqualTo(kms.randomBytes(1024));
  }

  @Test
  void says_that_the_service_is_there() {
    assertThat(kms.status().enabled()).isTrue();
  }

  @Test
  void says_that_there_is_no_such_key() {
    KeyId nowhere = KeyId.of(UUID.randomUUID().toString());

    assertThatExceptionOfType(KeyNotFoundException.class)
        .isThrownBy(() -> kms.describe(nowhere))
        .withMessageContaining(nowhere.value())
        .satisfies(
            failure -> assertThat(((ByokException) failure).getMessage()).contains("region"));
  }
}
