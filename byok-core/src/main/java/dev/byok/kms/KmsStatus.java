package dev.byok.kms;

import java.util.Objects;

/**
 * Whether the account can use the KMS at all.
 *
 * @param enabled whether the service is switched on for this account
 * @param subscription the state of what the account bought
 * @param managedEdition whether a managed edition with clusters of its own is there
 * @param exclusiveEdition whether an exclusive HSM edition is there
 */
public record KmsStatus(
    boolean enabled, Subscription subscription, boolean managedEdition, boolean exclusiveEdition) {

  /** Checks that every part is there. */
  public KmsStatus {
    Objects.requireNonNull(subscription, "subscription");
  }

  /** The state of what the account bought. */
  public enum Subscription {
    /** Nothing was bought. */
    NONE,
    /** In order. */
    NORMAL,
    /** Suspended because a payment is overdue. */
    SUSPENDED,
    /** Ended; the resources were released. */
    RELEASED,
    /** A state that this version of the library does not know. */
    UNKNOWN
  }
}
