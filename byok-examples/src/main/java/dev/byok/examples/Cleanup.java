package dev.byok.examples;

import dev.byok.ByokException;
import dev.byok.KeyId;
import dev.byok.kms.ExternalKey;
import dev.byok.kms.ExternalKeyClient;
import dev.byok.kms.KeyState;
import dev.byok.kms.KmsUnavailableException;
import dev.byok.kms.NewKey;

/** Schedules the deletion of what an example made, whatever state it is in. */
final class Cleanup {
  private static final int SHORTEST_WINDOW_DAYS = 7;

  private Cleanup() {}

  /** Creates a key; where that may have worked in spite of a failure, the key is not forgotten. */
  static ExternalKey create(ExternalKeyClient kms, NewKey wish, Steps steps) {
    try {
      return kms.create(wish);
    } catch (KmsUnavailableException unclear) {
      if (unclear.mayHaveBeenCarriedOut()) {
        kms.find(wish.alias()).ifPresent(key -> scheduleDeletion(kms, key.id(), steps));
      }
      throw unclear;
    }
  }

  static void scheduleDeletion(ExternalKeyClient kms, KeyId id, Steps steps) {
    try {
      KeyState state = kms.describe(id).state();
      if (state == KeyState.PENDING_DELETION) {
        return;
      }
      if (state == KeyState.ENABLED) {
        kms.disable(id);
      }
      steps.result(
          "cleaned up: key "
              + id
              + " will be deleted on "
              + kms.scheduleDeletion(id, SHORTEST_WINDOW_DAYS));
    } catch (ByokException failed) {
      // The example's own failure must not be hidden by that of its cleaning up.
      steps.result("NOT cleaned up: delete key " + id + " by hand. " + failed.getMessage());
    }
  }
}
