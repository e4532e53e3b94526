package dev.byok.testkit;

import com.google.gson.JsonObject;
import java.util.Set;

/** One action of the API. Its class bears the action's name. */
interface Action {
  /** The names of its parameters, none else being accepted. */
  Set<String> parameters();

  /**
   * Carries it out under the account's lock.
   *
   * @return the members of {@code Response} beside {@code RequestId}
   * @throws ApiError when a rule forbids it; thrown before anything is changed
   */
  JsonObject perform(Call call);

  /** The name in {@code X-TC-Action}. */
  default String name() {
    return getClass().getSimpleName();
  }
}
