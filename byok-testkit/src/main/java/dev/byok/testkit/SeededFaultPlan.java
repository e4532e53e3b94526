package dev.byok.testkit;

import java.util.Optional;
import java.util.SplittableRandom;

/** See {@link FaultPlan#seeded}. Stateless, so that threads cannot change what it decides. */
final class SeededFaultPlan implements FaultPlan {
  private final long seed;
  private final double share;
  private final Fault.Kind[] kinds;

  SeededFaultPlan(long seed, double share, Fault.Kind... kinds) {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException("A share lies between 0 and 1, unlike " + share);
    }
    if (kinds.length == 0 && share > 0) {
      throw new IllegalArgumentException("Name at least one kind of fault");
    }
    this.seed = seed;
    this.share = share;
    this.kinds = kinds.clone();
  }

  @Override
  public Optional<Fault.Kind> decide(Incoming request) {
    SplittableRandom random = new SplittableRandom(mix(request));
    if (random.nextDouble() >= share) {
      return Optional.empty();
    }
    return Optional.of(kinds[random.nextInt(kinds.length)]);
  }

  private long mix(Incoming request) {
    String subject = request.alias().or(request::keyId).orElse("");
    long mixed = seed;
    for (int part : new int[] {request.action().hashCode(), subject.hashCode(), request.nth()}) {
      mixed = (mixed ^ part) * 0x9E3779B97F4A7C15L;
      mixed ^= mixed >>> 32;
    }
    return mixed;
  }

  @Override
  public String toString() {
    return "FaultPlan[seed " + seed + ", share " + share + "]";
  }
}
