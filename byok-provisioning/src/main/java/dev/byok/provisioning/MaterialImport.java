package dev.byok.provisioning;

import dev.byok.ImportParameters;
import dev.byok.KeyCheckValue;
import dev.byok.WrappableKey;
import dev.byok.WrappedKeyMaterial;
import dev.byok.kms.ExternalKey;
import dev.byok.kms.ExternalKeyClient;
import dev.byok.kms.ImportReceipt;
import dev.byok.kms.ImportTokenExpiredException;
import dev.byok.provisioning.KeyResult.MaterialCheck;
import java.time.InstantSource;
import java.util.Optional;

/** Brings material into one key: parameters, wrap, import, and again if they were voided. */
final class MaterialImport {
  private final ExternalKeyClient client;
  private final Requests requests;
  private final MaterialGuard guard;
  private final InstantSource clock;
  private final int rounds;

  MaterialImport(
      ExternalKeyClient client,
      Requests requests,
      MaterialGuard guard,
      ProvisionerOptions options) {
    this.client = client;
    this.requests = requests;
    this.guard = guard;
    this.clock = options.clock();
    this.rounds = options.retry().importRounds();
  }

  /** What is to be imported where. */
  record Order(DesiredKey desired, ExternalKey key, Optional<KeyCheckValue> expected) {}

  /**
   * Imports, and returns what the material showed of itself.
   *
   * @throws ImportTokenExpiredException if the parameters were voided in every round
   */
  MaterialGuard.Seen carryOut(Order order, KeyWork work) {
    for (int round = 1; ; round++) {
      Wrapped wrapped = wrap(order, work);
      try {
        ImportReceipt receipt = send(wrapped.material(), order, work);
        work.imported(receipt, compared(order, wrapped.seen()));
        return wrapped.seen();
      } catch (ImportTokenExpiredException voided) {
        giveUpAfter(round, order, voided);
      }
    }
  }

  private record Wrapped(WrappedKeyMaterial material, MaterialGuard.Seen seen) {}

  /** The source is open only while parameters are fetched, because the wrap needs both. */
  private Wrapped wrap(Order order, KeyWork work) {
    try (WrappableKey open = order.desired().material().open()) {
      MaterialGuard.Seen seen = guard.inspect(order.desired(), open);
      MaterialGuard.requireSize(order.desired().alias(), seen.spec(), order.key().spec());
      guard.requireSame(order.key(), seen, order.expected());
      return new Wrapped(open.wrap(parameters(order, work)), seen);
    }
  }

  private ImportParameters parameters(Order order, KeyWork work) {
    return requests.send(
        work,
        RequestKind.PARAMETERS,
        () -> client.parametersForImport(order.key().id(), order.desired().algorithm()));
  }

  private ImportReceipt send(WrappedKeyMaterial material, Order order, KeyWork work) {
    // A rolling validity counts from the request that is answered, not from the first attempt.
    return requests.send(
        work,
        RequestKind.IMPORT,
        () ->
            client.importMaterial(
                material, order.desired().validity().startingAt(clock.instant())));
  }

  private static MaterialCheck compared(Order order, MaterialGuard.Seen seen) {
    return order.expected().isPresent() && seen.checkValue().isPresent()
        ? MaterialCheck.CHECKED
        : MaterialCheck.NOT_CHECKED;
  }

  private void giveUpAfter(int round, Order order, ImportTokenExpiredException voided) {
    if (round < rounds) {
      return;
    }
    throw new ImportTokenExpiredException(
        "The parameters of key "
            + order.key().id()
            + " ('"
            + order.desired().alias()
            + "') were void "
            + rounds
            + " times when they were used. Somebody else fetches parameters for this key at the same"
            + " time: let one run alone import it, then run again. See"
            + " TROUBLESHOOTING.md#somebody-else-imports",
        voided.errorCode().orElse(null),
        voided.requestId().orElse(null),
        voided);
  }
}
