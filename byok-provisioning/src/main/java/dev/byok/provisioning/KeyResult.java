package dev.byok.provisioning;

import dev.byok.KeyId;
import dev.byok.kms.ImportReceipt;
import dev.byok.kms.ProofOfUse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * What a run did about one key. It holds no secret.
 *
 * @param alias the key's name
 * @param outcome how it ended
 * @param keyId the key, if there is one
 * @param receipt what was imported; empty if nothing was
 * @param proof that the key works; empty if nothing was imported or proofs are off
 * @param materialCheck whether the material was compared with the key's mark before the import
 * @param requests how many requests it took, repeated ones included
 * @param elapsed from the first moment of work on it to the last
 * @param error what went wrong; its message says what to do
 * @param notes what a person should know: block reasons, missing tags, what is left to do
 */
public record KeyResult(
    String alias,
    Outcome outcome,
    Optional<KeyId> keyId,
    Optional<ImportReceipt> receipt,
    Optional<ProofOfUse> proof,
    MaterialCheck materialCheck,
    int requests,
    Duration elapsed,
    Optional<RuntimeException> error,
    List<String> notes) {

  /** Copies the notes. */
  public KeyResult {
    Objects.requireNonNull(alias, "alias");
    Objects.requireNonNull(outcome, "outcome");
    Objects.requireNonNull(keyId, "keyId");
    Objects.requireNonNull(receipt, "receipt");
    Objects.requireNonNull(proof, "proof");
    Objects.requireNonNull(materialCheck, "materialCheck");
    Objects.requireNonNull(elapsed, "elapsed");
    Objects.requireNonNull(error, "error");
    notes = List.copyOf(notes);
  }

  /** Whether the material was compared with the key's mark before the import. */
  public enum MaterialCheck {
    /** Nothing was imported. */
    NONE,
    /** The check values were equal. */
    CHECKED,
    /** There was no check value on one side: only the KMS compared. */
    NOT_CHECKED
  }

  /** Returns one line, with the error and the notes behind it. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    text.append("%-11s %s".formatted(outcome.name().toLowerCase(Locale.ROOT), alias));
    keyId.ifPresent(id -> text.append(" (").append(id).append(')'));
    if (requests > 0) {
      text.append(", ").append(requests).append(" requests, ").append(Spans.text(elapsed));
    }
    if (materialCheck == MaterialCheck.NOT_CHECKED) {
      text.append(", material not checked");
    }
    error.ifPresent(failed -> text.append("; ").append(failed.getMessage()));
    notes.forEach(note -> text.append("; ").append(note));
    return text.toString();
  }
}
