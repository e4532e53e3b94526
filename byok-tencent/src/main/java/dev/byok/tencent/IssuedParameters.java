package dev.byok.tencent;

import dev.byok.ImportParameters;
import dev.byok.ImportToken;
import dev.byok.KeyId;
import dev.byok.WrappedKeyMaterial;
import dev.byok.WrappingAlgorithm;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Remembers which parameters this client fetched last for each key, so that a refused import can be
 * explained by what was really sent.
 */
final class IssuedParameters {
  private static final String OTHER_CAUSES =
      " If it was wrapped outside this library: was it under this very wrapping key, with MGF1 by the"
          + " same hash (Java's default name for OAEP uses SHA-1), and the raw bytes rather than text?";

  private final Map<KeyId, Issue> latest = Recent.map();

  void remember(ImportParameters parameters, Instant now) {
    latest.compute(parameters.keyId(), (id, before) -> later(before, parameters, now));
  }

  /**
   * Answers may arrive in another order than they were given; the later deadline is the newer pair.
   */
  private static Issue later(@Nullable Issue before, ImportParameters parameters, Instant now) {
    if (before != null && before.validTo().isAfter(parameters.validTo())) {
      return before;
    }
    return new Issue(
        parameters.token(),
        before == null ? null : before.token(),
        parameters.algorithm(),
        parameters.validTo(),
        now);
  }

  /** Says what was sent, how old its parameters are, and which causes remain. */
  String factsAbout(WrappedKeyMaterial wrapped, Instant now) {
    return " Sent: "
        + wrapped.spec()
        + " material ("
        + wrapped.spec().lengthBytes()
        + " bytes) said to be wrapped by "
        + wrapped.parameters().algorithm()
        + ". "
        + explain(wrapped.parameters(), now);
  }

  private String explain(ImportParameters used, Instant now) {
    Issue issue = latest.get(used.keyId());
    if (issue == null) {
      return "Its parameters were not fetched by this client and end at "
          + used.validTo()
          + "; newer ones may have voided them."
          + OTHER_CAUSES;
    }
    if (!issue.token().equals(used.token())) {
      return issue.isNewerThan(used)
          ? "NEWER parameters were fetched by this client at "
              + issue.at()
              + ", which voids those that were used: that is the cause."
          : "Its parameters were not fetched by this client, which fetched older ones at "
              + issue.at()
              + "."
              + OTHER_CAUSES;
    }
    return explainLatest(issue, used, now);
  }

  private static String explainLatest(Issue issue, ImportParameters used, Instant now) {
    if (issue.algorithm() != used.algorithm()) {
      return "Its parameters were asked for by "
          + issue.algorithm()
          + ", and the material was wrapped by another algorithm: that is the cause.";
    }
    return "Its parameters were fetched "
        + Duration.between(issue.at(), now).toSeconds()
        + " s ago, the latest that this client fetched; another process may have fetched newer ones."
        + OTHER_CAUSES;
  }

  private record Issue(
      ImportToken token,
      @Nullable ImportToken before,
      WrappingAlgorithm algorithm,
      Instant validTo,
      Instant at) {

    boolean isNewerThan(ImportParameters used) {
      return used.token().equals(before) || validTo.isAfter(used.validTo());
    }
  }
}
