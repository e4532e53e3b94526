package dev.byok.provisioning;

import dev.byok.kms.AliasTakenException;
import dev.byok.kms.ImportTokenExpiredException;
import dev.byok.kms.KmsThrottledException;
import dev.byok.kms.KmsUnavailableException;

/**
 * What a run does about a failed request, by its remedy.
 *
 * <p>Whether an unanswered request was carried out makes no difference here, because everything a
 * run sends may be repeated: listings and looks change nothing, the same bytes may be imported any
 * number of times, fetching parameters voids only those that were not received, a probe leaves
 * nothing behind, a description is replaced by itself. A repeated creation is refused because the
 * alias is taken, and the key under it is then recognised by its mark.
 */
enum Reaction {
  /** Send it again after a wait. */
  REPEAT,
  /** Send it again after a wait, and everything of its kind more slowly. */
  SLOW_DOWN,
  /** Fetch parameters, wrap and import again. */
  FETCH_AGAIN,
  /** Look at the key that has the alias. */
  LOOK,
  /** Report it; no repetition can help. */
  GIVE_UP;

  static Reaction to(Throwable failure) {
    if (failure instanceof KmsThrottledException) {
      return SLOW_DOWN;
    }
    if (failure instanceof KmsUnavailableException) {
      return REPEAT;
    }
    if (failure instanceof ImportTokenExpiredException) {
      return FETCH_AGAIN;
    }
    return failure instanceof AliasTakenException ? LOOK : GIVE_UP;
  }

  boolean sendsAgain() {
    return this == REPEAT || this == SLOW_DOWN;
  }
}
