package dev.byok.provisioning;

import dev.byok.KeyId;
import dev.byok.WrappingAlgorithm;
import dev.byok.kms.ExternalKeyClient;
import dev.byok.testkit.EmulatorClock;
import dev.byok.testkit.Fault;
import dev.byok.testkit.FaultPlan;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Bad weather by hash(seed, alias, action, attempt): faults, a rival who fetches parameters, and
 * jumps of the clock.
 */
final class Weather implements FaultPlan {
  private static final Fault.Kind[] FAULTS = {
    Fault.Kind.THROTTLE,
    Fault.Kind.DROP_REQUEST,
    Fault.Kind.DROP_RESPONSE,
    Fault.Kind.BAD_GATEWAY,
    Fault.Kind.EMPTY_BODY,
    Fault.Kind.MALFORMED,
    Fault.Kind.INTERNAL_ERROR,
    Fault.Kind.DELAY
  };

  private final long seed;
  private final ExternalKeyClient rival;
  private final EmulatorClock clock;
  private final Set<String> rivalAtWork = ConcurrentHashMap.newKeySet();
  private final Map<String, Integer> attempts = new ConcurrentHashMap<>();
  private volatile boolean stormy = true;

  Weather(long seed, ExternalKeyClient rival, EmulatorClock clock) {
    this.seed = seed;
    this.rival = rival;
    this.clock = clock;
  }

  void calm() {
    stormy = false;
  }

  /** Whether keys may lose their material to the clock in this schedule. */
  boolean lets_material_expire() {
    return seed % 4 == 3;
  }

  @Override
  public Optional<Fault.Kind> decide(Incoming request) {
    String alias = request.alias().orElse("-");
    if (!stormy || rivalAtWork.contains(alias)) {
      return Optional.empty();
    }
    int attempt = attempts.merge(request.action() + alias, 1, Integer::sum);
    int dice = dice(request.action(), alias, attempt);
    if (dice < 25) {
      return Optional.of(FAULTS[dice % FAULTS.length]);
    }
    if (dice < 31 && request.action().equals("ImportKeyMaterial")) {
      request.keyId().ifPresent(id -> interfere(alias, id));
    } else if (dice < 34) {
      clock.advance(jump(dice));
    }
    return Optional.empty();
  }

  @Override
  public Duration delay() {
    return Duration.ofMillis(1);
  }

  private Duration jump(int dice) {
    return dice == 33 && lets_material_expire() ? Duration.ofDays(31) : Duration.ofHours(25);
  }

  private void interfere(String alias, String keyId) {
    rivalAtWork.add(alias);
    try {
      rival.parametersForImport(KeyId.of(keyId), WrappingAlgorithm.RSAES_OAEP_SHA_256);
    } finally {
      rivalAtWork.remove(alias);
    }
  }

  /** Whether the process dies at this moment; rarer than other faults. */
  boolean dies(String moment) {
    int attempt = attempts.merge(moment, 1, Integer::sum);
    return stormy && dice(moment, "process", attempt) < 3;
  }

  private int dice(String action, String alias, int attempt) {
    long mixed = seed * 0x9E3779B97F4A7C15L;
    for (int part : new int[] {action.hashCode(), alias.hashCode(), attempt}) {
      mixed = (mixed ^ part) * 0xBF58476D1CE4E5B9L;
      mixed ^= mixed >>> 29;
    }
    return (int) Math.floorMod(mixed, 100L);
  }
}
