package dev.byok.testkit;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The keys of one region, oldest first. Guarded by the {@link Account}'s lock. */
final class Keyring {
  private final Map<String, Cmk> keys = new LinkedHashMap<>();

  void add(Cmk key) {
    keys.put(key.id(), key);
  }

  Optional<Cmk> find(String id, Instant now) {
    Cmk key = keys.get(id);
    if (key != null && !key.settle(now)) {
      keys.remove(id);
      key.material().delete();
      return Optional.empty();
    }
    return Optional.ofNullable(key);
  }

  /** All that exist, settled. */
  List<Cmk> all(Instant now) {
    return List.copyOf(keys.keySet()).stream().flatMap(id -> find(id, now).stream()).toList();
  }

  /** Whether an alias is in use; case makes no difference, and keys awaiting deletion count. */
  boolean holdsAlias(String alias, Instant now) {
    return all(now).stream().anyMatch(key -> key.alias().equalsIgnoreCase(alias));
  }

  /** How many keys count towards the quota: all but those awaiting deletion. */
  long counted(Instant now) {
    return all(now).stream().filter(key -> !key.isIn(EmulatedKey.State.PENDING_DELETE)).count();
  }
}
