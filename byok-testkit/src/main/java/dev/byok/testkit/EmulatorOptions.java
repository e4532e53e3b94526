package dev.byok.testkit;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How an emulator behaves. Immutable; each {@code with…} method returns a changed copy.
 *
 * <p>Defaults: FIPS edition, credentials drawn at random for each emulator, a quota of 200 keys, no
 * rate limits, no latency, a clock that ticks with the machine, no HSM clusters, 4 wrapping key
 * pairs, 10 seconds for a request to arrive, a free port.
 */
public final class EmulatorOptions {
  private static final EmulatorOptions DEFAULTS = new EmulatorOptions();

  // Never written after a with… method has returned: each writes to its own fresh copy.
  private Edition edition = Edition.FIPS;
  private @Nullable EmulatorCredentials credentials;
  private int quota = 200;
  private RateLimits rateLimits = RateLimits.none();
  private Duration latency = Duration.ZERO;
  private @Nullable EmulatorClock clock;
  private List<String> hsmClusters = List.of();
  private int wrappingKeyPairs = 4;
  private Duration requestTimeout = Duration.ofSeconds(10);
  private int port;

  private EmulatorOptions() {}

  private EmulatorOptions(EmulatorOptions other) {
    edition = other.edition;
    credentials = other.credentials;
    quota = other.quota;
    rateLimits = other.rateLimits;
    latency = other.latency;
    clock = other.clock;
    hsmClusters = other.hsmClusters;
    wrappingKeyPairs = other.wrappingKeyPairs;
    requestTimeout = other.requestTimeout;
    port = other.port;
  }

  /**
   * The options described above.
   *
   * @return the value
   */
  public static EmulatorOptions defaults() {
    return DEFAULTS;
  }

  /**
   * With another edition.
   *
   * @param value decides the length of key material
   * @return a changed copy
   */
  public EmulatorOptions withEdition(Edition value) {
    return changed(copy -> copy.edition = Objects.requireNonNull(value, "edition"));
  }

  /**
   * With fixed credentials of a permanent key.
   *
   * @param secretId 1 to 128 letters, digits, {@code -} or {@code _}
   * @param secretKey not empty; worth nothing outside the emulator
   * @return a changed copy
   * @throws IllegalArgumentException when one of them has another form
   */
  public EmulatorOptions withCredentials(String secretId, String secretKey) {
    return withCredentials(new EmulatorCredentials(secretId, secretKey, Optional.empty()));
  }

  /**
   * With fixed credentials of a temporary key, which every request must accompany by its token.
   *
   * @param secretId 1 to 128 letters, digits, {@code -} or {@code _}
   * @param secretKey not empty; worth nothing outside the emulator
   * @param sessionToken what {@code X-TC-Token} must say; not empty
   * @return a changed copy
   * @throws IllegalArgumentException when one of them has another form
   */
  public EmulatorOptions withCredentials(String secretId, String secretKey, String sessionToken) {
    return withCredentials(new EmulatorCredentials(secretId, secretKey, Optional.of(sessionToken)));
  }

  private EmulatorOptions withCredentials(EmulatorCredentials value) {
    return changed(copy -> copy.credentials = value);
  }

  /**
   * With another number of keys that an account may have in a region.
   *
   * @param keys at least 0; keys awaiting deletion do not count
   * @return a changed copy
   * @throws IllegalArgumentException when negative
   */
  public EmulatorOptions withQuota(int keys) {
    require(keys >= 0, "A quota cannot be negative: " + keys);
    return changed(copy -> copy.quota = keys);
  }

  /**
   * With limits to the rate of requests.
   *
   * @param value the limits
   * @return a changed copy
   */
  public EmulatorOptions withRateLimits(RateLimits value) {
    return changed(copy -> copy.rateLimits = Objects.requireNonNull(value, "rateLimits"));
  }

  /**
   * With a pause before each API request is carried out. No thread waits meanwhile.
   *
   * @param value the pause, by the machine's clock; from zero to one day
   * @return a changed copy
   * @throws IllegalArgumentException when outside that range
   */
  public EmulatorOptions withLatency(Duration value) {
    require(
        !value.isNegative() && value.toDays() < 1,
        "A latency lasts 0 to 24 hours, unlike " + value);
    return changed(copy -> copy.latency = value);
  }

  /**
   * With a clock of the caller's, which several emulators may share.
   *
   * @param value the clock
   * @return a changed copy
   */
  public EmulatorOptions withClock(EmulatorClock value) {
    return changed(copy -> copy.clock = Objects.requireNonNull(value, "clock"));
  }

  /**
   * With HSM clusters that CreateKey accepts as {@code HsmClusterId}.
   *
   * @param ids ids of the clusters
   * @return a changed copy
   */
  public EmulatorOptions withHsmClusters(String... ids) {
    return changed(copy -> copy.hsmClusters = List.of(ids));
  }

  /**
   * With another number of wrapping key pairs to rotate through. They are made in the background,
   * once for all emulators of the process; with 1, every call is answered with the same pair.
   *
   * @param count at least 1
   * @return a changed copy
   * @throws IllegalArgumentException when below 1
   */
  public EmulatorOptions withWrappingKeyPairs(int count) {
    require(count >= 1, "At least 1 wrapping key pair is needed, not " + count);
    return changed(copy -> copy.wrappingKeyPairs = count);
  }

  /**
   * With another time within which the body of a request must have arrived.
   *
   * @param value positive, less than a day
   * @return a changed copy
   * @throws IllegalArgumentException when outside that range
   */
  public EmulatorOptions withRequestTimeout(Duration value) {
    require(
        !value.isZero() && !value.isNegative() && value.toDays() < 1,
        "A timeout is positive and less than a day, unlike " + value);
    return changed(copy -> copy.requestTimeout = value);
  }

  /**
   * With a fixed port of the loopback interface.
   *
   * @param value 0 for any free one, up to 65535
   * @return a changed copy
   * @throws IllegalArgumentException when outside that range
   */
  public EmulatorOptions withPort(int value) {
    require(value >= 0 && value <= 65_535, "A port lies between 0 and 65535, unlike " + value);
    return changed(copy -> copy.port = value);
  }

  private EmulatorOptions changed(Consumer<EmulatorOptions> change) {
    EmulatorOptions copy = new EmulatorOptions(this);
    change.accept(copy);
    return copy;
  }

  private static void require(boolean fulfilled, String otherwise) {
    if (!fulfilled) {
      throw new IllegalArgumentException(otherwise);
    }
  }

  Edition edition() {
    return edition;
  }

  EmulatorCredentials credentialsOrRandom() {
    return credentials == null ? EmulatorCredentials.random() : credentials;
  }

  int quota() {
    return quota;
  }

  RateLimits rateLimits() {
    return rateLimits;
  }

  Duration latency() {
    return latency;
  }

  EmulatorClock clockOrTicking() {
    return clock == null ? EmulatorClock.ticking() : clock;
  }

  List<String> hsmClusters() {
    return hsmClusters;
  }

  int wrappingKeyPairs() {
    return wrappingKeyPairs;
  }

  Duration requestTimeout() {
    return requestTimeout;
  }

  int port() {
    return port;
  }

  /** Names edition, quota and port; no credentials. */
  @Override
  public String toString() {
    return "EmulatorOptions[" + edition + ", quota " + quota + ", port " + port + "]";
  }
}
