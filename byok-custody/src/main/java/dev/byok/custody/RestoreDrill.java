package dev.byok.custody;

import static dev.byok.WrappingAlgorithm.RSAES_OAEP_SHA_256;

import dev.byok.KeyCheckValue;
import dev.byok.KeyId;
import dev.byok.KeySpec;
import dev.byok.Validity;
import dev.byok.WrappingAlgorithm;
import dev.byok.kms.ExternalKey;
import dev.byok.kms.ExternalKeyClient;
import dev.byok.kms.KeyState;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Proves that a copy of key material works before anybody relies on it: {@linkplain #open opens} an
 * envelope and compares its check value, or {@linkplain #reimport imports} it into the living CMK
 * as well, which takes only the same bytes.
 *
 * <pre>{@code
 * RestoreDrill drill = RestoreDrill.expecting(receipt.checkValue().orElseThrow(), clock);
 * DrillRecord opened = drill.open(() -> envelope.open(privateKey));
 * DrillRecord proven = drill.reimport(() -> envelope.open(privateKey), kms, id, NOT_BOUND);
 * }</pre>
 *
 * <p>Immutable and thread-safe. Nothing is retried. What an envelope refuses is passed on as {@link
 * EscrowRefusedException}; the material is zeroised in every case.
 */
public final class RestoreDrill {
  private static final Duration MARGIN = Duration.ofHours(1);

  private final KeyCheckValue expected;
  private final InstantSource clock;
  private final WrappingAlgorithm algorithm;

  private RestoreDrill(KeyCheckValue expected, InstantSource clock, WrappingAlgorithm algorithm) {
    this.expected = Objects.requireNonNull(expected, "expected");
    this.clock = Objects.requireNonNull(clock, "clock");
    this.algorithm = Objects.requireNonNull(algorithm, "algorithm");
  }

  /**
   * A drill for one key.
   *
   * @param expected the check value of the material in the KMS, from the receipt of its first
   *     import or your own records, not from the envelope
   * @param clock dates the record, and judges whether an expiry is near
   * @return the drill, which wraps by RSAES-OAEP with SHA-256
   */
  public static RestoreDrill expecting(KeyCheckValue expected, InstantSource clock) {
    return new RestoreDrill(expected, clock, RSAES_OAEP_SHA_256);
  }

  /**
   * Wraps by another algorithm.
   *
   * @param other how the material is wrapped for the KMS
   * @return a changed copy
   */
  public RestoreDrill withAlgorithm(WrappingAlgorithm other) {
    return new RestoreDrill(expected, clock, other);
  }

  /**
   * Opens the envelope and compares the check value. No request is sent.
   *
   * @param opening opens the envelope, such as {@code () -> envelope.open(privateKey)}; called once
   * @return the dated result
   * @throws WrongCopyException if the material has another check value
   */
  public DrillRecord open(Supplier<OpenedEscrow> opening) {
    try (OpenedEscrow opened = opening.get()) {
      requireExpected(opened.facts());
      return record(opened.facts(), Optional.empty());
    }
  }

  /**
   * Opens the envelope, compares the check value, and imports the material into the CMK that holds
   * it already, with the expiry unchanged. The CMK takes only the same bytes, so its yes is the
   * proof. The key is read just before and just after.
   *
   * <p>Know what it touches. Fetching parameters for import voids those in flight: an import that
   * somebody else has begun must start again. On a key that a cloud product uses, an import with an
   * expiry may arm an expiry that the product's binding had cancelled; hence {@code binding}. And
   * an expiry that somebody changes at the same moment is overwritten: {@link
   * LiveProof#expiryChanged()} tells when the key left the drill with another one.
   *
   * @param opening opens the envelope, such as {@code () -> envelope.open(privateKey)}; called once
   * @param client the KMS
   * @param id an external CMK, ENABLED, whose expiry is more than an hour away or never
   * @param binding what is known about cloud products that use it
   * @return the dated result with the proof
   * @throws WrongCopyException if the material has another check value; no request was sent
   * @throws DrillRefusedException if the key is not in a state for a drill; it was only read
   * @throws dev.byok.kms.KeyMaterialMismatchException if the CMK says that it is other material
   *     although the check values are equal
   * @throws dev.byok.kms.KmsException as {@link ExternalKeyClient} says
   */
  public DrillRecord reimport(
      Supplier<OpenedEscrow> opening, ExternalKeyClient client, KeyId id, CloudBinding binding) {
    Objects.requireNonNull(binding, "binding");
    try (OpenedEscrow opened = opening.get()) {
      requireExpected(opened.facts());
      Validity before = requireSafe(client.describe(id), opened.facts().spec(), binding);
      client.importKey(id, opened.material(), algorithm, before);
      Validity after = client.describe(id).validity();
      return record(opened.facts(), Optional.of(new LiveProof(id, before, after)));
    }
  }

  private DrillRecord record(EscrowFacts facts, Optional<LiveProof> live) {
    return new DrillRecord(facts.name(), facts.checkValue(), clock.instant(), live);
  }

  private void requireExpected(EscrowFacts facts) {
    if (!facts.checkValue().equals(expected)) {
      throw new WrongCopyException(facts.name(), expected, facts.checkValue());
    }
  }

  private Validity requireSafe(ExternalKey key, KeySpec spec, CloudBinding binding) {
    if (!key.isExternal()) {
      throw refused(key, "its material was made by the KMS. Drill an external key");
    }
    if (key.state() != KeyState.ENABLED) {
      throw refused(
          key,
          "it is "
              + key.state()
              + ", and only an ENABLED key is known to hold material. A drill must not change"
              + " states; if the key has lost its material, import it as a restoration");
    }
    if (key.spec().isPresent() && key.spec().get() != spec) {
      throw refused(key, "it takes " + key.spec().get() + ", the envelope holds " + spec);
    }
    key.validity().validTo().ifPresent(end -> requireDistant(key, end, binding));
    return key.validity();
  }

  private void requireDistant(ExternalKey key, Instant end, CloudBinding binding) {
    Instant now = clock.instant();
    if (!end.isAfter(now.plus(MARGIN))) {
      throw refused(
          key,
          "it expires at "
              + end
              + " and now is "
              + now
              + ": less than an hour is too little for a drill. Renew the expiry first, which proves"
              + " the copy as well");
    }
    if (binding == CloudBinding.BOUND_OR_UNKNOWN) {
      throw refused(
          key,
          "it has the expiry "
              + end
              + ", and whether a cloud product uses it is not known. The import could arm an expiry"
              + " that a binding had cancelled. Look, then say NOT_BOUND or EXPIRY_MAY_RETURN");
    }
  }

  private static DrillRefusedException refused(ExternalKey key, String why) {
    return new DrillRefusedException(
        "The key " + key.id() + " (" + key.alias() + ") was not drilled: " + why + ".");
  }
}
