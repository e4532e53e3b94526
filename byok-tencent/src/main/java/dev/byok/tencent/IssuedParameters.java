package dev.byok.tencent;

import dev.byok.ImportParameters;
import dev.byok.ImportToken;
import dev.byok.KeyId;
import dev.byok.WrappedKeyMaterial;
import dev.byok.WrappingAlgorithm;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * Remembers which parameters this client fetched last for each key, so that a refused import can be
 * explained by what was really sent.
 */
final class IssuedParameters {
  private final Map<KeyId, Issue> latest = Recent.map();

  void remember(ImportParameters parameters, Instant now) {
    latest.put(parameters.keyId(), new Issue(parameters.token(), parameters.algorithm(), now));
  }

  /** Says what was sent and how old its parameters are. */
  String factsAbout(WrappedKeyMaterial wrapped, Instant now) {
    ImportParameters parameters = wrapped.parameters();
    return " Sent: "
        + wrapped.spec()
        + " material ("
        + wrapped.spec().lengthBytes()
        + " bytes) said to be wrapped by "
        + parameters.algorithm()
        + "; "
        + ageOf(parameters, now)
        + ".";
  }

  private String ageOf(ImportParameters parameters, Instant now) {
    Issue issue = latest.get(parameters.keyId());
    if (issue == null) {
      return "its parameters were not fetched by this client and end at " + parameters.validTo();
    }
    if (!issue.token().equals(parameters.token())) {
      return "NEWER parameters were fetched by this client at "
          + issue.at()
          + " (or by another process before), which voids those that were used";
    }
    return "its parameters, asked for by "
        + issue.algorithm()
        + ", were fetched "
        + Duration.between(issue.at(), now).toSeconds()
        + " s ago, the latest that this client fetched (another process may have fetched newer ones)";
  }

  private record Issue(ImportToken token, WrappingAlgorithm algorithm, Instant at) {}
}
