package dev.byok.provisioning;

import dev.byok.KeyId;
import dev.byok.kms.ImportReceipt;
import dev.byok.kms.ProofOfUse;
import dev.byok.provisioning.KeyResult.MaterialCheck;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What was done about one key so far. Used by the thread that works on the key. */
final class KeyWork {
  private final String alias;
  private final InstantSource clock;
  private final Instant startedAt;
  private final List<String> notes = new ArrayList<>();
  private int requests;
  private MaterialCheck check = MaterialCheck.NONE;
  private @Nullable KeyId keyId;
  private @Nullable ImportReceipt receipt;
  private @Nullable ProofOfUse proof;

  KeyWork(String alias, InstantSource clock) {
    this.alias = alias;
    this.clock = clock;
    this.startedAt = clock.instant();
  }

  static KeyWork on(PlannedStep step, InstantSource clock) {
    KeyWork work = new KeyWork(step.desired().alias(), clock);
    step.key().ifPresent(key -> work.found(key.id()));
    return work;
  }

  String alias() {
    return alias;
  }

  void countRequest() {
    requests++;
  }

  void note(String text) {
    notes.add(text);
  }

  void found(KeyId id) {
    keyId = id;
  }

  void imported(ImportReceipt received, MaterialCheck compared) {
    receipt = received;
    check = compared;
  }

  void proven(ProofOfUse received) {
    proof = received;
  }

  boolean isImported() {
    return receipt != null;
  }

  KeyResult ended(Outcome outcome) {
    return result(outcome, Optional.empty());
  }

  KeyResult ended(Outcome outcome, RuntimeException error) {
    return result(outcome, Optional.of(error));
  }

  private KeyResult result(Outcome outcome, Optional<RuntimeException> error) {
    return new KeyResult(
        alias,
        outcome,
        Optional.ofNullable(keyId),
        Optional.ofNullable(receipt),
        Optional.ofNullable(proof),
        check,
        requests,
        Duration.between(startedAt, clock.instant()),
        error,
        notes);
  }
}
