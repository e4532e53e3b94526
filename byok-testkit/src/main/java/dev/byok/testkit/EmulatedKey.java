package dev.byok.testkit;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A key of the emulator as it was at one moment: what a test may look at behind the API's back.
 * Holds no key material; see {@link KmsEmulator#materialOf(String)} for that.
 *
 * @param id {@code KeyId}, a UUID in lower case
 * @param region region that the key lives in
 * @param alias its alias
 * @param description its description, empty when it has none
 * @param state its state
 * @param origin who makes its material
 * @param validTo when its material expires; empty for never, and while there is no material
 * @param deletionDate when the key goes; empty unless deletion is scheduled
 * @param hasMaterial whether it holds material now
 * @param history every state that it was in, oldest first; the last one is {@code state}
 */
public record EmulatedKey(
    String id,
    String region,
    String alias,
    String description,
    State state,
    Origin origin,
    Optional<Instant> validTo,
    Optional<Instant> deletionDate,
    boolean hasMaterial,
    List<StateChange> history) {

  /**
   * Whether the key was ever in the given state.
   *
   * @param sought the state asked for
   * @return true when the history holds it
   */
  public boolean wasEver(State sought) {
    return history.stream().anyMatch(change -> change.state() == sought);
  }

  /**
   * The beginning of a state.
   *
   * @param state the state entered
   * @param since when, by the emulator's clock; for an expiry the very second of {@code ValidTo}
   */
  public record StateChange(State state, Instant since) {}

  /** {@code KeyMetadata.KeyState}. */
  public enum State {
    /** Usable. */
    ENABLED("Enabled", 1),
    /** Switched off by the user. */
    DISABLED("Disabled", 2),
    /** Waits for its deletion date. */
    PENDING_DELETE("PendingDelete", 3),
    /** External, without material. */
    PENDING_IMPORT("PendingImport", 4),
    /** Decrypts only. */
    ARCHIVED("Archived", 5);

    private final String wireName;
    private final int filter;

    State(String wireName, int filter) {
      this.wireName = wireName;
      this.filter = filter;
    }

    /**
     * The service's spelling.
     *
     * @return such as {@code PendingImport}
     */
    public String wireName() {
      return wireName;
    }

    /** Number of the state in the {@code KeyState} filter of ListKeyDetail. */
    int filter() {
      return filter;
    }
  }

  /** {@code KeyMetadata.Origin}. */
  public enum Origin {
    /** Material made by the service. */
    TENCENT_KMS,
    /** Material imported by the customer. */
    EXTERNAL
  }
}
