package dev.byok.testkit;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** One request on its way through the gateway, as far as it may be recorded. */
record Exchange(String requestId, Instant at, String action, Optional<String> keyId) {
  private static final Pattern ACTION = Pattern.compile("[A-Za-z0-9]{1,64}");

  static Exchange begin(Instant at, Optional<String> action) {
    return new Exchange(
        UUID.randomUUID().toString(),
        at,
        action.filter(name -> ACTION.matcher(name).matches()).orElse("?"),
        Optional.empty());
  }

  Exchange about(Optional<String> id) {
    return new Exchange(requestId, at, action, id);
  }

  RecordedRequest record(String outcome) {
    return new RecordedRequest(action, keyId, at, requestId, outcome);
  }
}
