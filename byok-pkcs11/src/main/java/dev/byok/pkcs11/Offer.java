package dev.byok.pkcs11;

import dev.byok.KeySpec;
import dev.byok.WrappingAlgorithm;
import iaik.pkcs.pkcs11.wrapper.CK_MECHANISM;
import iaik.pkcs.pkcs11.wrapper.CK_MECHANISM_INFO;
import iaik.pkcs.pkcs11.wrapper.PKCS11;
import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What a token can do for us.
 *
 * <p>The list of mechanisms does not tell which hashes OAEP takes, and some tokens list what they
 * refuse. So an algorithm is tried once: a key that lives for the trial alone is wrapped under a
 * public key that nobody has the private key of, and both are destroyed. No key of the caller takes
 * part.
 *
 * <p>Thread-safe; an answer is kept for as long as the token is open.
 */
final class Offer {
  private static final long MECHANISM_INVALID = 0x70;
  private static final long FLAG_GENERATE = 0x8000;
  private static final long FLAG_WRAP = 0x20000;

  private final PKCS11 calls;
  private final Slot slot;
  private final Map<WrappingAlgorithm, Optional<String>> refusals = new ConcurrentHashMap<>();

  Offer(PKCS11 calls, Slot slot) {
    this.calls = calls;
    this.slot = slot;
  }

  /** The kinds of keys that the token can make. */
  Set<KeySpec> keySpecs() throws PKCS11Exception {
    Set<KeySpec> specs = EnumSet.noneOf(KeySpec.class);
    for (KeySpec spec : KeySpec.values()) {
      if (has(Mechanisms.generating(spec), FLAG_GENERATE)) {
        specs.add(spec);
      }
    }
    return specs;
  }

  /** The algorithms that worked in a trial. */
  Set<WrappingAlgorithm> wrappingAlgorithms(Session session) throws PKCS11Exception {
    Set<WrappingAlgorithm> algorithms = EnumSet.noneOf(WrappingAlgorithm.class);
    for (WrappingAlgorithm algorithm : WrappingAlgorithm.values()) {
      if (refusal(session, algorithm).isEmpty()) {
        algorithms.add(algorithm);
      }
    }
    return algorithms;
  }

  /** Why the token cannot wrap by this algorithm; empty if it can. */
  Optional<String> refusal(Session session, WrappingAlgorithm algorithm) throws PKCS11Exception {
    Optional<String> known = refusals.get(algorithm);
    if (known == null) {
      known = Optional.ofNullable(examine(session, algorithm));
      refusals.put(algorithm, known);
    }
    return known;
  }

  private @Nullable String examine(Session session, WrappingAlgorithm algorithm)
      throws PKCS11Exception {
    if (!has(Mechanisms.wrapping(algorithm), FLAG_WRAP)) {
      return "it does not list " + Mechanisms.name(algorithm) + " for wrapping";
    }
    OptionalLong key = trialKey(session);
    return key.isEmpty() ? null : attempt(session, algorithm, key.getAsLong());
  }

  /** A key for the trial; empty where the token lets nobody make one: then only the wrap tells. */
  private OptionalLong trialKey(Session session) throws PKCS11Exception {
    try {
      return OptionalLong.of(
          session.generate(
              Mechanisms.generating(KeySpec.AES_256), Template.trialKey(KeySpec.AES_256)));
    } catch (PKCS11Exception refused) {
      if (Remedies.concernsTheToken(refused)) {
        throw refused;
      }
      return OptionalLong.empty();
    }
  }

  private @Nullable String attempt(Session session, WrappingAlgorithm algorithm, long key)
      throws PKCS11Exception {
    try {
      session.using(key, () -> TrialKey.wrapping(algorithm).wrap(session, key));
      return null;
    } catch (PKCS11Exception refused) {
      if (Remedies.concernsTheToken(refused)) {
        throw refused;
      }
      return "it lists "
          + Mechanisms.name(algorithm)
          + " but refused it with these parameters in a trial ("
          + Remedies.name(refused)
          + ")";
    }
  }

  private boolean has(CK_MECHANISM mechanism, long flag) throws PKCS11Exception {
    try {
      CK_MECHANISM_INFO info = calls.C_GetMechanismInfo(slot.id(), mechanism.mechanism);
      return (info.flags & flag) != 0;
    } catch (PKCS11Exception refused) {
      if (refused.getErrorCode() == MECHANISM_INVALID) {
        return false;
      }
      throw refused;
    }
  }
}
