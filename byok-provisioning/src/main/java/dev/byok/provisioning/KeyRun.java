package dev.byok.provisioning;

import dev.byok.kms.ExternalKey;
import dev.byok.kms.ExternalKeyClient;
import dev.byok.kms.KeyState;
import dev.byok.provisioning.MaterialImport.Order;
import java.time.Instant;

/** Carries out planned steps, one key at a time for each thread. */
final class KeyRun {
  private final ExternalKeyClient client;
  private final ProvisionerOptions options;
  private final Requests requests;
  private final RunRules rules;
  private final MaterialGuard guard = new MaterialGuard();
  private final MaterialImport imports;
  private final KeyCreation creation;

  KeyRun(ExternalKeyClient client, ProvisionerOptions options, Requests requests, RunRules rules) {
    this.client = client;
    this.options = options;
    this.requests = requests;
    this.rules = rules;
    this.imports = new MaterialImport(client, requests, guard, options);
    this.creation = new KeyCreation(client, requests, guard, rules);
  }

  void remember(PlannedStep step) {
    guard.remember(step);
  }

  Outcome perform(PlannedStep step, KeyWork work) {
    return switch (step.action()) {
      case CREATE -> create(step.desired(), work);
      case IMPORT -> importDrilled(step, work, Outcome.IMPORTED);
      case RENEW -> importDrilled(step, work, Outcome.RENEWED);
      case KEEP -> Outcome.KEPT;
      case BLOCKED -> {
        work.note(step.reason());
        yield Outcome.BLOCKED;
      }
    };
  }

  private Outcome create(DesiredKey desired, KeyWork work) {
    PlannedStep next = creation.carryOut(desired, options.clock(), work);
    return next.action() == StepAction.CREATE
        ? importInto(next, work, Outcome.CREATED)
        : perform(next, work);
  }

  /** Asks again, and of the material itself: a plan knows at most what a source states. */
  private Outcome importDrilled(PlannedStep step, KeyWork work, Outcome outcome) {
    Instant now = options.clock().instant();
    if (!rules.drills().concerns(step, now)) {
      return importInto(step, work, outcome);
    }
    MaterialGuard.Seen seen = guard.inspect(step.desired());
    PlannedStep checked = rules.drills().check(step, seen.checkValue(), now);
    return checked.action() == StepAction.BLOCKED
        ? perform(checked, work)
        : importInto(step, work, outcome);
  }

  private Outcome importInto(PlannedStep step, KeyWork work, Outcome outcome) {
    DesiredKey desired = step.desired();
    ExternalKey key = step.key().orElseThrow();
    work.found(key.id());
    Order order = new Order(desired, key, rules.expectedFor(desired, key));
    boolean adopts = rules.mark() && rules.isAdopted(desired, key);
    if (adopts && key.state() == KeyState.PENDING_IMPORT) {
      // Written first: whoever finds the key half-made then knows whose it is.
      writeMark(order, guard.inspect(desired), work);
    }
    MaterialGuard.Seen seen = imports.carryOut(order, work);
    prove(key, work);
    if (adopts && key.state() != KeyState.PENDING_IMPORT) {
      // Written last: only the import has shown that the key holds this material.
      writeMark(order, seen, work);
    }
    return outcome;
  }

  private void prove(ExternalKey key, KeyWork work) {
    if (options.proofOfUse()) {
      work.proven(requests.send(work, RequestKind.PROOF, () -> client.proveUse(key.id())));
    }
  }

  private void writeMark(Order order, MaterialGuard.Seen seen, KeyWork work) {
    ExternalKey key = order.key();
    String marked = rules.describe(CheckValueMark.textOf(key.description()), seen);
    if (marked.equals(key.description())) {
      return;
    }
    if (CheckValueMark.bytes(marked) > CheckValueMark.MAX_DESCRIPTION_BYTES) {
      work.note("its description leaves no room for the mark: shorten it, and adopt the key again");
      return;
    }
    requests.send(
        work,
        RequestKind.MARK,
        () -> {
          client.updateDescription(key.id(), marked);
          return marked;
        });
  }
}
