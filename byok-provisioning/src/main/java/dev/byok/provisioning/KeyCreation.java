package dev.byok.provisioning;

import dev.byok.kms.AliasTakenException;
import dev.byok.kms.ExternalKey;
import dev.byok.kms.ExternalKeyClient;
import dev.byok.kms.NewKey;
import dev.byok.kms.TaggingFailedException;
import java.time.InstantSource;
import java.util.Optional;

/** Creates a key, or recognises the one that an unanswered request created. */
final class KeyCreation {
  private final ExternalKeyClient client;
  private final Requests requests;
  private final MaterialGuard guard;
  private final RunRules rules;

  KeyCreation(ExternalKeyClient client, Requests requests, MaterialGuard guard, RunRules rules) {
    this.client = client;
    this.requests = requests;
    this.guard = guard;
    this.rules = rules;
  }

  /** Returns a CREATE step on the new key, or what is to be done about the one that was there. */
  PlannedStep carryOut(DesiredKey desired, InstantSource clock, KeyWork work) {
    // Opened before anything is created: a key whose material cannot be found helps nobody.
    MaterialGuard.Seen seen = guard.inspect(desired);
    PlannedStep step =
        rules.drills().check(PlannedStep.create(desired), seen.checkValue(), clock.instant());
    return step.action() == StepAction.BLOCKED ? step : create(desired, seen, clock, work);
  }

  private PlannedStep create(
      DesiredKey desired, MaterialGuard.Seen seen, InstantSource clock, KeyWork work) {
    try {
      ExternalKey created =
          rules
              .edition()
              .create(
                  () -> requireSize(desired, seen),
                  () -> create(desired, seen, work),
                  key -> look(key, work));
      return PlannedStep.on(desired, created, StepAction.CREATE, "created");
    } catch (AliasTakenException taken) {
      ExternalKey found = find(desired, work).orElseThrow(() -> taken);
      work.note("the alias was taken when the key was to be created");
      return rules.judge().judge(desired, Optional.of(found), seen.checkValue(), clock.instant());
    }
  }

  private void requireSize(DesiredKey desired, MaterialGuard.Seen seen) {
    MaterialGuard.requireSize(desired.alias(), seen.spec(), rules.edition().spec());
  }

  private ExternalKey create(DesiredKey desired, MaterialGuard.Seen seen, KeyWork work) {
    NewKey wish =
        new NewKey(
            desired.alias(),
            rules.describe(desired.description(), seen),
            desired.tags(),
            Optional.empty());
    try {
      return requests.send(work, RequestKind.CREATE, () -> client.create(wish));
    } catch (TaggingFailedException untagged) {
      work.note("created without its tags " + desired.tags() + ": set them by hand");
      return requests.send(work, RequestKind.LOOK, () -> client.describe(untagged.keyId()));
    }
  }

  private ExternalKey look(ExternalKey key, KeyWork work) {
    return requests.send(work, RequestKind.LOOK, () -> client.describe(key.id()));
  }

  private Optional<ExternalKey> find(DesiredKey desired, KeyWork work) {
    return requests.send(work, RequestKind.LOOK, () -> client.find(desired.alias()));
  }
}
