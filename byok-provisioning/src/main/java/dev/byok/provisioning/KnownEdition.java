package dev.byok.provisioning;

import dev.byok.KeySpec;
import dev.byok.kms.ExternalKey;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What material new keys take, learnt from any key of the shared edition.
 *
 * <p>While it is unknown one creation goes alone, so that material of the wrong size leaves one
 * half-made key at most.
 */
final class KnownEdition {
  private volatile @Nullable KeySpec spec;
  private volatile boolean asked;

  void learnFrom(Collection<ExternalKey> keys) {
    keys.forEach(this::learnFrom);
  }

  private void learnFrom(ExternalKey key) {
    if (key.clusterId().isEmpty() && key.spec().isPresent()) {
      spec = key.spec().get();
    }
  }

  Optional<KeySpec> spec() {
    return Optional.ofNullable(spec);
  }

  /** Creates a key, and looks at it if nothing else has shown the edition yet. */
  ExternalKey create(
      Runnable check, Supplier<ExternalKey> create, UnaryOperator<ExternalKey> look) {
    if (!isOpen()) {
      synchronized (this) {
        if (!isOpen()) {
          return createFirst(create, look);
        }
      }
    }
    check.run();
    return create.get();
  }

  private boolean isOpen() {
    return spec != null || asked;
  }

  private ExternalKey createFirst(Supplier<ExternalKey> create, UnaryOperator<ExternalKey> look) {
    ExternalKey created = create.get();
    learnFrom(created);
    if (spec == null) {
      ExternalKey seen = look.apply(created);
      asked = true;
      learnFrom(seen);
      return seen;
    }
    return created;
  }
}
