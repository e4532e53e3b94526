package dev.byok.provisioning;

import dev.byok.KeyCheckValue;
import dev.byok.KeyId;
import dev.byok.kms.ExternalKey;
import dev.byok.kms.KeyState;
import java.util.Map;
import java.util.Optional;

/**
 * Decides whether a key under a desired alias was made for that desired key: by its mark, or by
 * name.
 */
record Ownership(boolean mark, Map<String, KeyId> adopted) {

  static Ownership of(boolean mark, Map<String, KeyId> adopted) {
    return new Ownership(mark, adopted);
  }

  /** Why the key may not be ours; empty if it is. */
  Optional<PlannedStep> doubt(DesiredKey desired, ExternalKey key, Optional<KeyCheckValue> known) {
    KeyId named = adopted.get(desired.alias());
    if (named != null && !named.equals(key.id())) {
      return stranger(desired, key, "key " + named + " was to be adopted, this is " + key.id());
    }
    if (named == null && !mark) {
      return stranger(desired, key, "marks are off, so nothing shows whose it is");
    }
    return CheckValueMark.in(key.description())
        .map(found -> doubtAbout(found, desired, key, known))
        .orElseGet(
            () ->
                named == null
                    ? stranger(desired, key, "it has no mark")
                    : Optional.<PlannedStep>empty());
  }

  private Optional<PlannedStep> doubtAbout(
      CheckValueMark found, DesiredKey desired, ExternalKey key, Optional<KeyCheckValue> known) {
    if (overrides(desired.alias(), key)) {
      return Optional.empty();
    }
    if (found.checkValue().isEmpty()) {
      return key.state() == KeyState.ENABLED
          ? Optional.empty()
          : stranger(desired, key, "its mark has no check value to recognise it by");
    }
    return known.isEmpty() || known.equals(found.checkValue())
        ? Optional.empty()
        : otherMaterial(desired, key, found.checkValue().get(), known.get());
  }

  /**
   * Adoption by name overrides the mark of a key without material. One that holds material keeps
   * what its mark says, so that an adoption that stays in a configuration switches no guard off.
   */
  boolean overrides(String alias, ExternalKey key) {
    return key.id().equals(adopted.get(alias)) && key.state() == KeyState.PENDING_IMPORT;
  }

  private static Optional<PlannedStep> stranger(
      DesiredKey desired, ExternalKey key, String details) {
    return Optional.of(
        PlannedStep.blocked(
            desired,
            Optional.of(key),
            BlockReason.ALIAS_OF_A_STRANGER,
            "key " + key.id() + "; " + details + "; adopt it by its id if it is yours"));
  }

  private static Optional<PlannedStep> otherMaterial(
      DesiredKey desired, ExternalKey key, KeyCheckValue marked, KeyCheckValue known) {
    // Without material, and made for other material: somebody else is about to import into it.
    BlockReason why =
        key.state() == KeyState.PENDING_IMPORT
            ? BlockReason.ALIAS_OF_A_STRANGER
            : BlockReason.OTHER_MATERIAL;
    return Optional.of(
        PlannedStep.blocked(
            desired,
            Optional.of(key),
            why,
            "key " + key.id() + " is marked for " + marked + ", the desired material is " + known));
  }
}
