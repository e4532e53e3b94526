package dev.byok.tencent;

import dev.byok.KeyId;

/**
 * What was tried, for the message of a failure.
 *
 * @param action the service's name for it
 * @param subject what it was about, such as {@code key 1ff78c0d…} or {@code alias 'payments'}
 * @param facts what is known that may explain a refusal: whole sentences, or empty
 */
record Attempt(String action, String subject, String facts) {

  static Attempt on(String action, KeyId id) {
    return new Attempt(action, "key " + id, "");
  }

  static Attempt on(String action, String subject) {
    return new Attempt(action, subject, "");
  }

  Attempt knowing(String whatIsKnown) {
    return new Attempt(action, subject, whatIsKnown);
  }

  @Override
  public String toString() {
    return action + " for " + subject;
  }
}
