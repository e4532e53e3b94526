package dev.byok.testkit;

import java.util.Optional;

/** The parameter {@code HsmClusterId}; empty is the shared public edition. */
final class HsmClusters {
  private static final String NAME = "HsmClusterId";
  private static final String PUBLIC = "default";

  private HsmClusters() {}

  /**
   * The cluster named.
   *
   * @throws ApiError {@code InvalidHsmClusterId} when the emulator was not told of it
   */
  static String requireKnown(Call call) {
    String cluster = call.parameters().optionalText(NAME).orElse("");
    if (!cluster.isEmpty() && !call.options().hsmClusters().contains(cluster)) {
      throw new ApiError("InvalidParameterValue.InvalidHsmClusterId", "No such HSM cluster.");
    }
    return cluster;
  }

  /** The cluster that a list is asked for: {@code default} is the public one, none is all. */
  static Optional<String> filter(Call call) {
    Optional<String> named = call.parameters().optionalText(NAME);
    if (named.isPresent() && named.get().equals(PUBLIC)) {
      return Optional.of("");
    }
    return named.map(cluster -> requireKnown(call));
  }
}
