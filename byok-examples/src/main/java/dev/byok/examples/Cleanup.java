package dev.byok.examples;

import dev.byok.ByokException;
import dev.byok.KeyId;
import dev.byok.kms.ExternalKeyClient;
import dev.byok.kms.KeyState;

/** Schedules the deletion of what an example made, whatever state it is in. */
final class Cleanup {
  private static final int SHORTEST_WINDOW_DAYS = 7;

  private Cleanup() {}

  static void scheduleDeletion(ExternalKeyClient kms, KeyId id, Steps steps) {
    try {
      if (kms.describe(id).state() == KeyState.ENABLED) {
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
