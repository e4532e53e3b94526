package dev.byok.provisioning;

import dev.byok.KeyCheckValue;
import dev.byok.WrappableKey;
import dev.byok.custody.EscrowEnvelope;
import dev.byok.custody.EscrowFacts;
import dev.byok.custody.OpenedEscrow;
import java.util.Optional;
import java.util.function.Function;

/** An envelope with what opens it; nothing is decrypted before {@link #open()}. */
record EnvelopeSource(EscrowEnvelope envelope, Function<EscrowEnvelope, OpenedEscrow> opening)
    implements MaterialSource {

  @Override
  public WrappableKey open() {
    // Closing the material is all that closing an opened envelope does.
    return opening.apply(envelope).material();
  }

  @Override
  public Optional<KeyCheckValue> statedCheckValue() {
    return envelope.claimedFacts().map(EscrowFacts::checkValue);
  }
}
