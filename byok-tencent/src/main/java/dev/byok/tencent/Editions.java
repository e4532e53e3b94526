package dev.byok.tencent;

import dev.byok.KeyId;
import dev.byok.KeySpec;
import dev.byok.kms.ExternalKey;
import dev.byok.kms.KeyMaterialRejectedException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What material the keys of this account take: told by the caller, or learnt once for the shared
 * edition and once for each HSM cluster.
 */
final class Editions {
  private static final String SHARED = "";

  private final @Nullable KeySpec given;
  private final Map<String, KeySpec> specOfCluster = new ConcurrentHashMap<>();
  private final Map<KeyId, String> clusterOfKey = Recent.map();

  Editions(@Nullable KeySpec given) {
    this.given = given;
  }

  /** What keys of that cluster are known to take. */
  Optional<KeySpec> specOf(Optional<String> cluster) {
    return Optional.ofNullable(given != null ? given : specOfCluster.get(cluster.orElse(SHARED)));
  }

  /** Learns from a key that the service described. */
  ExternalKey learnFrom(ExternalKey key) {
    String cluster = key.clusterId().orElse(SHARED);
    clusterOfKey.put(key.id(), cluster);
    key.spec().ifPresent(spec -> specOfCluster.put(cluster, spec));
    return key;
  }

  /**
   * Refuses material that the key cannot take, and asks for its description if nothing is known.
   */
  void requireFits(KeyId id, KeySpec spec, Function<KeyId, ExternalKey> describe) {
    KeySpec expected = known(id).or(() -> describe.apply(id).spec()).orElse(null);
    if (expected == null) {
      throw new IllegalStateException(
          "The service did not say what material key "
              + id
              + " takes. Say it: withKeySpec(AES_256) in a FIPS region, withKeySpec(SM4_128) in an SM"
              + " region. See TROUBLESHOOTING.md#wrong-edition");
    }
    if (expected != spec) {
      throw wrongSize(id, expected, spec);
    }
  }

  private Optional<KeySpec> known(KeyId id) {
    if (given != null) {
      return Optional.of(given);
    }
    String cluster = clusterOfKey.get(id);
    return cluster == null ? agreed() : Optional.ofNullable(specOfCluster.get(cluster));
  }

  /** Of a key whose cluster is not known: what all clusters take that are, if they agree. */
  private Optional<KeySpec> agreed() {
    Set<KeySpec> specs = Set.copyOf(specOfCluster.values());
    return specs.size() == 1 ? Optional.of(specs.iterator().next()) : Optional.empty();
  }

  private static KeyMaterialRejectedException wrongSize(
      KeyId id, KeySpec expected, KeySpec actual) {
    return new KeyMaterialRejectedException(
        "Key "
            + id
            + " takes "
            + expected.lengthBytes()
            + " bytes ("
            + expected
            + "), not the "
            + actual.lengthBytes()
            + " of "
            + actual
            + " material: FIPS regions take 32, SM regions 16. Nothing was sent. Bring material of the"
            + " right size, or a key in a region of the other edition. See"
            + " TROUBLESHOOTING.md#wrong-edition",
        null,
        null,
        null);
  }
}
