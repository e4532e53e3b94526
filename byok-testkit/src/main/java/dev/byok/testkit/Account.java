package dev.byok.testkit;

import com.google.gson.JsonObject;
import dev.byok.testkit.EmulatedKey.Origin;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * All that the emulated service remembers: the keys of one customer, by region. One lock guards it,
 * which also makes every action atomic.
 */
final class Account {
  private final EmulatorOptions options;
  private final EmulatorClock clock;
  private final ImportTokens tokens = new ImportTokens();
  private final SecureRandom random = new SecureRandom();
  private final Map<String, Keyring> regions = new TreeMap<>();
  private long serial;
  private int added;

  Account(EmulatorOptions options, EmulatorClock clock) {
    this.options = options;
    this.clock = clock;
  }

  EmulatorOptions options() {
    return options;
  }

  ImportTokens tokens() {
    return tokens;
  }

  byte[] randomBytes(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  /**
   * Carries an action out, at the clock's present time.
   *
   * @throws ApiError when the rules of the action say so; nothing has changed then
   */
  synchronized JsonObject perform(Action action, Parameters parameters, Call.Setting setting) {
    return action.perform(new Call(this, parameters, setting, clock.instant()));
  }

  Keyring keyring(String region) {
    return regions.computeIfAbsent(region, name -> new Keyring());
  }

  long nextSerial() {
    return ++serial;
  }

  synchronized List<String> addKeys(String region, int count) {
    Instant now = clock.instant();
    List<String> ids = new ArrayList<>(count);
    Keyring keyring = keyring(region);
    for (int i = 0; i < count; i++) {
      Cmk key = new Cmk(CmkIdentity.plain(region, now, Origin.EXTERNAL), nextAlias(), "");
      keyring.add(key);
      ids.add(key.id());
    }
    return ids;
  }

  /** Not checked against the aliases in use: nothing but a test that takes such a name has it. */
  private String nextAlias() {
    return "added-%05d".formatted(++added);
  }

  synchronized List<EmulatedKey> snapshot() {
    return everyKey().stream().map(Cmk::snapshot).toList();
  }

  synchronized Optional<byte[]> materialOf(String keyId) {
    return cmk(keyId).flatMap(key -> key.material().copy());
  }

  synchronized Optional<String> aliasOf(String region, String keyId) {
    return keyring(region).find(keyId, clock.instant()).map(Cmk::alias);
  }

  synchronized void forgetMaterial() {
    regions.values().stream()
        .map(keyring -> keyring.all(clock.instant()))
        .flatMap(Collection::stream)
        .forEach(key -> key.material().delete());
  }

  private Optional<Cmk> cmk(String keyId) {
    return everyKey().stream().filter(key -> key.id().equals(keyId)).findFirst();
  }

  private List<Cmk> everyKey() {
    Instant now = clock.instant();
    return regions.values().stream().flatMap(keyring -> keyring.all(now).stream()).toList();
  }
}
