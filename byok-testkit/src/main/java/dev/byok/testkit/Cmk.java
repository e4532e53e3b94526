package dev.byok.testkit;

import dev.byok.testkit.EmulatedKey.Origin;
import dev.byok.testkit.EmulatedKey.State;
import dev.byok.testkit.EmulatedKey.StateChange;
import java.security.KeyPair;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One customer master key, with its whole life. Guarded by the {@link Account}'s lock. */
final class Cmk {
  private final CmkIdentity identity;
  private final List<StateChange> history = new ArrayList<>(2);
  private final Set<Binding> bindings = new HashSet<>(0);
  private final Material material = new Material();
  private String alias;
  private String description;
  private State state;
  private @Nullable Instant deletionDate;
  private @Nullable Issued issued;

  Cmk(CmkIdentity identity, String alias, String description) {
    this.identity = identity;
    this.alias = alias;
    this.description = description;
    this.state = identity.isExternal() ? State.PENDING_IMPORT : State.ENABLED;
    history.add(new StateChange(state, identity.created()));
  }

  /** Use of the key by a resource of a cloud product (BindCloudResource). */
  record Binding(String productId, String resourceId) {}

  /** The newest answer of GetParametersForImport; the only one that an import accepts. */
  record Issued(long serial, WrappingScheme scheme, KeyPair pair, Instant validTo) {}

  CmkIdentity identity() {
    return identity;
  }

  String id() {
    return identity.id();
  }

  String alias() {
    return alias;
  }

  void rename(String newAlias) {
    alias = newAlias;
  }

  String description() {
    return description;
  }

  void describe(String newDescription) {
    description = newDescription;
  }

  State state() {
    return state;
  }

  Material material() {
    return material;
  }

  Set<Binding> bindings() {
    return bindings;
  }

  Optional<Instant> deletionDate() {
    return Optional.ofNullable(deletionDate);
  }

  Optional<Issued> issued() {
    return Optional.ofNullable(issued);
  }

  void issue(Issued newest) {
    issued = newest;
  }

  boolean isIn(State... states) {
    return List.of(states).contains(state);
  }

  void enter(State next, Instant since) {
    if (state != next) {
      state = next;
      history.add(new StateChange(next, since));
    }
  }

  void scheduleDeletion(Instant date, Instant now) {
    deletionDate = date;
    enter(State.PENDING_DELETE, now);
  }

  void cancelDeletion(Instant now) {
    deletionDate = null;
    // Without material there is nothing to enable, and Disabled takes no import: a dead end.
    enter(lacksMaterial() ? State.PENDING_IMPORT : State.DISABLED, now);
  }

  void deleteMaterial(Instant now) {
    material.delete();
    enter(State.PENDING_IMPORT, now);
  }

  /** Lets happen what is due; false when the key's own deletion was among it. */
  boolean settle(Instant now) {
    Optional<Instant> expiry = material.validTo();
    if (expiry.isPresent() && !now.isBefore(expiry.get())) {
      material.delete();
      if (state != State.PENDING_DELETE) {
        enter(State.PENDING_IMPORT, expiry.get());
      }
    }
    return deletionDate == null || now.isBefore(deletionDate);
  }

  EmulatedKey snapshot() {
    return new EmulatedKey(
        identity.id(),
        identity.region(),
        alias,
        description,
        state,
        identity.origin(),
        material.validTo(),
        deletionDate(),
        material.isPresent(),
        List.copyOf(history));
  }

  private boolean lacksMaterial() {
    return identity.origin() == Origin.EXTERNAL && !material.isPresent();
  }
}
