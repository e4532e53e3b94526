package dev.byok.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * An HTTP emulator of Tencent Cloud KMS on a port of the loopback interface, for one customer.
 *
 * <p>Cheap enough for one per test, and independent of all others but for the wrapping key pairs
 * (see {@link EmulatorOptions#withWrappingKeyPairs}). Thread-safe; of no use after {@link #close}.
 *
 * <pre>{@code
 * try (KmsEmulator kms = KmsEmulator.start()) {
 *   httpProfile.setProtocol("http://");
 *   httpProfile.setEndpoint(kms.endpoint());
 *   Credential credential = new Credential(kms.secretId(), kms.secretKey());
 *   …
 *   kms.clock().advance(Duration.ofHours(25));
 * }
 * }</pre>
 */
public final class KmsEmulator implements AutoCloseable {
  static final String DEFAULT_REGION = "ap-guangzhou";

  private final EmulatorCredentials credentials;
  private final EmulatorClock clock;
  private final Account account;
  private final Faults faults = new Faults();
  private final Journal journal = new Journal();
  private final HttpFront front;

  private KmsEmulator(EmulatorOptions options) {
    credentials = options.credentialsOrRandom();
    clock = options.clockOrTicking();
    account = new Account(options, clock);
    Entrance entrance = new Entrance(new Tc3Verifier(credentials, InstantSource.system()), clock);
    Gateway gateway = new Gateway(account, entrance, faults, journal);
    HttpRoute route = new HttpRoute(gateway, new AdminApi(this), options.requestTimeout());
    front = new HttpFront(options.port(), route);
    WrappingKeyPairs.SHARED.prepare(options.wrappingKeyPairs());
  }

  /**
   * Starts an emulator with {@link EmulatorOptions#defaults()}.
   *
   * @return the running emulator
   * @throws UncheckedIOException when no port can be opened
   */
  public static KmsEmulator start() {
    return start(EmulatorOptions.defaults());
  }

  /**
   * Starts an emulator. Does not wait for wrapping key pairs; the first GetParametersForImport does
   * if they are not there yet.
   *
   * @param options how it behaves
   * @return the running emulator
   * @throws UncheckedIOException when the port cannot be opened
   */
  public static KmsEmulator start(EmulatorOptions options) {
    KmsEmulator emulator = new KmsEmulator(options);
    try {
      emulator.front.start();
      return emulator;
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The emulator cannot listen on port " + options.port() + " of 127.0.0.1", e);
    }
  }

  /**
   * Where it listens, in the form that the vendor's {@code HttpProfile.setEndpoint} takes.
   *
   * @return {@code 127.0.0.1:PORT}, without a scheme
   */
  public String endpoint() {
    return uri().getAuthority();
  }

  /**
   * Where it listens.
   *
   * @return {@code http://127.0.0.1:PORT}
   */
  public URI uri() {
    return front.uri();
  }

  /**
   * The customer's SecretId.
   *
   * @return from the options, or drawn at random
   */
  public String secretId() {
    return credentials.secretId();
  }

  /**
   * The customer's SecretKey; worth nothing outside this emulator.
   *
   * @return from the options, or drawn at random
   */
  public String secretKey() {
    return credentials.secretKey();
  }

  /**
   * The session token that requests must carry.
   *
   * @return from the options; empty for a permanent key
   */
  public Optional<String> sessionToken() {
    return credentials.sessionToken();
  }

  /**
   * The clock that judges tokens, expiry and deletion dates.
   *
   * @return the clock, to be advanced
   */
  public EmulatorClock clock() {
    return clock;
  }

  /**
   * The API requests so far, in the order in which they were answered. Recorded before the answer
   * leaves; of very many, the newest 100,000.
   *
   * @return a copy
   */
  public List<RecordedRequest> requests() {
    return journal.all();
  }

  /** Forgets the requests recorded so far. */
  public void clearRequests() {
    journal.clear();
  }

  /**
   * Appends to the script of faults. Each request meets the first fault in it for its action.
   *
   * @param next the faults, in order
   */
  public void script(Fault... next) {
    faults.script(List.of(next));
  }

  /**
   * Replaces the plan that decides about requests that the script says nothing about.
   *
   * @param plan the plan; {@link FaultPlan#none()} ends it
   */
  public void plan(FaultPlan plan) {
    faults.plan(plan);
  }

  /**
   * The keys that exist now, of all regions.
   *
   * @return a copy, oldest first within a region
   */
  public List<EmulatedKey> keys() {
    return account.snapshot();
  }

  /**
   * The material inside a key: what no KMS would tell. For a key that the service made itself too.
   *
   * @param keyId the key's id
   * @return a copy of the 16 or 32 bytes; empty when the key has none or does not exist
   */
  public Optional<byte[]> materialOf(String keyId) {
    return account.materialOf(keyId);
  }

  /**
   * Adds external keys without material in region {@code ap-guangzhou}, named {@code added-00001}
   * and so on. The quota does not hinder it, but counts them.
   *
   * @param count how many, at least 0
   * @return their ids
   * @throws IllegalArgumentException when the count is negative
   */
  public List<String> addKeys(int count) {
    return addKeys(count, DEFAULT_REGION);
  }

  /**
   * Adds external keys as {@link #addKeys(int)} does, in another region.
   *
   * @param count how many, at least 0
   * @param region such as {@code ap-shanghai}
   * @return their ids
   * @throws IllegalArgumentException when the count is negative, or no region can have that name
   */
  public List<String> addKeys(int count, String region) {
    if (!Entrance.isRegion(region)) {
      throw new IllegalArgumentException("The region is no region, such as ap-guangzhou");
    }
    return account.addKeys(region, count);
  }

  /** Stops listening, breaks open connections, and zeroises all key material. Idempotent. */
  @Override
  public void close() {
    front.close();
    account.forgetMaterial();
  }

  /** Names the address; no credentials. */
  @Override
  public String toString() {
    return "KmsEmulator[" + uri() + "]";
  }
}
