package dev.byok.testkit;

import java.time.Duration;
import java.util.Optional;

/**
 * Decides for every request by itself whether something goes wrong with it. Consulted after the
 * script ({@link KmsEmulator#script}), from the emulator's threads and outside every lock: a plan
 * must be thread-safe, and may call the emulator itself.
 */
@FunctionalInterface
public interface FaultPlan {
  /**
   * Decides what happens to a request.
   *
   * @param request what is known about it
   * @return the fault, or empty to let it pass
   */
  Optional<Fault.Kind> decide(Incoming request);

  /**
   * How long a {@link Fault.Kind#DELAY} of this plan lasts: more than zero, and less than a day.
   *
   * @return 50 ms unless overridden
   */
  default Duration delay() {
    return Duration.ofMillis(50);
  }

  /**
   * The code that an {@link Fault.Kind#ERROR} of this plan answers.
   *
   * @return {@code UnauthorizedOperation} unless overridden
   */
  default String errorCode() {
    return "UnauthorizedOperation";
  }

  /**
   * A plan under which nothing goes wrong.
   *
   * @return the plan
   */
  static FaultPlan none() {
    return request -> Optional.empty();
  }

  /**
   * A plan that lets a share of the requests fail, chosen by a seed. The choice depends on the
   * seed, the action, the alias (or else the key id) and {@code nth} only, not on threads or time:
   * the same run with the same aliases meets the same faults.
   *
   * @param seed names the run; print it, to be able to repeat it
   * @param share from 0.0 (none) to 1.0 (every request)
   * @param kinds what may happen, equally likely; at least one unless the share is 0
   * @return the plan
   * @throws IllegalArgumentException when the share is outside 0 to 1, or no kind is given
   */
  static FaultPlan seeded(long seed, double share, Fault.Kind... kinds) {
    return new SeededFaultPlan(seed, share, kinds);
  }

  /**
   * What a plan can know about a request.
   *
   * @param action the API's action
   * @param keyId the key that the request names, by parameter or by ciphertext
   * @param alias the alias in a CreateKey, otherwise the present alias of the key named
   * @param nth 1 for the first request of this action for this key (for CreateKey: this alias);
   *     begins anew when 100,000 other pairs of action and key came in between
   */
  record Incoming(String action, Optional<String> keyId, Optional<String> alias, int nth) {}
}
