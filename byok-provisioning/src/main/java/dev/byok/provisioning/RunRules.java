package dev.byok.provisioning;

import dev.byok.KeyCheckValue;
import dev.byok.KeyId;
import dev.byok.kms.ExternalKey;
import java.util.Map;
import java.util.Optional;

/**
 * What a provisioner knows and may do: whose keys are whose, and what new ones take.
 *
 * @param mark whether descriptions carry check values
 * @param adopted keys taken over by name, by alias
 * @param edition what new keys take
 * @param drills which restore drills an expiry takes
 */
record RunRules(boolean mark, Map<String, KeyId> adopted, KnownEdition edition, DrillRule drills) {

  Judge judge() {
    return new Judge(mark, adopted, edition, drills);
  }

  /** The check value that material for this key must have; empty if nothing says. */
  Optional<KeyCheckValue> expectedFor(DesiredKey desired, ExternalKey key) {
    return Ownership.of(mark, adopted).overrides(desired.alias(), key)
        ? Optional.empty()
        : MaterialGuard.markedFor(key);
  }

  boolean isAdopted(DesiredKey desired, ExternalKey key) {
    return key.id().equals(adopted.get(desired.alias()));
  }

  /** The description that a key of ours carries. */
  String describe(String text, MaterialGuard.Seen seen) {
    return mark ? new CheckValueMark(seen.checkValue()).below(text) : text;
  }
}
