package dev.byok.provisioning;

import dev.byok.KeyCheckValue;
import dev.byok.KeySpec;
import dev.byok.WrappableKey;
import dev.byok.kms.ExternalKey;
import dev.byok.kms.KeyMaterialMismatchException;
import dev.byok.kms.KeyMaterialRejectedException;
import dev.byok.kms.KeyState;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Compares materials by their check values, and knows whose material is whose. */
final class MaterialGuard {
  private final Map<KeyCheckValue, String> owners = new ConcurrentHashMap<>();

  /** Remembers what sources state and what marks say, for better messages. */
  void remember(PlannedStep step) {
    String alias = step.desired().alias();
    step.desired().material().statedCheckValue().ifPresent(value -> owners.put(value, alias));
    step.key().flatMap(MaterialGuard::markedFor).ifPresent(value -> owners.put(value, alias));
  }

  static Optional<KeyCheckValue> markedFor(ExternalKey key) {
    return CheckValueMark.in(key.description()).flatMap(CheckValueMark::checkValue);
  }

  /**
   * What an open source shows of its material.
   *
   * @param spec the kind of material
   * @param checkValue empty if its home makes none
   */
  record Seen(KeySpec spec, Optional<KeyCheckValue> checkValue) {}

  /** Opens the source for a moment, and checks all that can be checked without the KMS. */
  Seen inspect(DesiredKey desired) {
    try (WrappableKey open = desired.material().open()) {
      return inspect(desired, open);
    }
  }

  Seen inspect(DesiredKey desired, WrappableKey open) {
    open.requireWrappable(desired.algorithm());
    Optional<KeyCheckValue> value = open.checkValue();
    Optional<KeyCheckValue> stated = desired.material().statedCheckValue();
    if (value.isPresent() && stated.isPresent() && !value.equals(stated)) {
      throw mismatch(desired.alias(), "its source states " + stated.get(), value);
    }
    return new Seen(open.spec(), value);
  }

  /** Refuses material that the key was not made for. */
  void requireSame(ExternalKey key, Seen seen, Optional<KeyCheckValue> expected) {
    if (expected.isEmpty() || expected.equals(seen.checkValue())) {
      return;
    }
    // A key with material is safe: the KMS compares. One without would take whatever comes.
    if (seen.checkValue().isPresent() || key.state() == KeyState.PENDING_IMPORT) {
      String marked = "key " + key.id() + " is marked for " + expected.get();
      throw mismatch(key.alias(), marked, seen.checkValue());
    }
  }

  /** Refuses material of a size that the edition does not take. */
  static void requireSize(String alias, KeySpec spec, Optional<KeySpec> taken) {
    if (taken.isPresent() && taken.get() != spec) {
      throw new KeyMaterialRejectedException(
          "The source of '"
              + alias
              + "' holds "
              + spec
              + " material, and keys here take "
              + taken.get()
              + ": FIPS regions take 32 bytes, SM regions 16. Nothing was sent. Bring material of the"
              + " right size, or a region of the other edition. See"
              + " TROUBLESHOOTING.md#wrong-edition",
          null,
          null,
          null);
    }
  }

  private KeyMaterialMismatchException mismatch(
      String alias, String expectation, Optional<KeyCheckValue> actual) {
    String owner = actual.map(owners::get).orElse(null);
    String whose =
        owner == null || owner.equals(alias)
            ? " No other desired key is known to have it."
            : " It is the material of '" + owner + "': were two sources mixed up?";
    return new KeyMaterialMismatchException(
        "The material for '"
            + alias
            + "' was refused before a request left: "
            + expectation
            + ", and its source yields "
            + actual.map(KeyCheckValue::toString).orElse("material without a check value")
            + "."
            + whose
            + " Find the material with the expected check value. See"
            + " TROUBLESHOOTING.md#other-material",
        null,
        null,
        null);
  }
}
