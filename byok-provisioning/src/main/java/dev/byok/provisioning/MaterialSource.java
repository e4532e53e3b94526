package dev.byok.provisioning;

import dev.byok.KeyCheckValue;
import dev.byok.KeySpec;
import dev.byok.WrappableKey;
import dev.byok.custody.EscrowEnvelope;
import dev.byok.custody.OpenedEscrow;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * Where the material of one desired key rests: a file, a keystore, an envelope, an HSM.
 *
 * <p>It is opened anew whenever the material is needed, once before a key is created and once for
 * each import, and is closed at once: before the request to create, and before the material leaves.
 * It must yield the same material every time, in this run and in the next ones. A source that
 * creates material must have stored it durably before it returns; material that exists in memory
 * only would be lost with the process, and the data under the key with it. Called from several
 * threads if several keys share a source.
 */
@FunctionalInterface
public interface MaterialSource {

  /**
   * Opens the material.
   *
   * @return the key; the provisioner closes it
   */
  WrappableKey open();

  /**
   * The key check value of the material, if it is known without opening it. A plan compares it;
   * what is opened later must have it.
   *
   * @return empty unless overridden
   */
  default Optional<KeyCheckValue> statedCheckValue() {
    return Optional.empty();
  }

  /**
   * The same source, with a check value known from a receipt or a ceremony's record.
   *
   * @param checkValue what the material has
   * @return a source that states it
   */
  default MaterialSource stating(KeyCheckValue checkValue) {
    return new StatingSource(this, Objects.requireNonNull(checkValue, "checkValue"));
  }

  /**
   * A file that holds exactly the raw bytes, 32 or 16 of them.
   *
   * <p>On POSIX file systems it must be closed to group and others ({@code chmod 600}). Opening
   * throws {@link IllegalStateException} if it is not or cannot be read, and {@link
   * IllegalArgumentException} if its length is wrong.
   *
   * @param file where the bytes are; it is opened each time
   * @param spec what they are
   * @return the source
   */
  static MaterialSource file(Path file, KeySpec spec) {
    return new FileSource(
        Objects.requireNonNull(file, "file"), Objects.requireNonNull(spec, "spec"));
  }

  /**
   * An escrow envelope, which is opened each time and zeroised at once.
   *
   * <p>It states the check value that stands before the PEM block, if any does. A plan compares it,
   * and no more than that: it is not authentic until the envelope was opened, which refuses it if
   * the material has another one. To pin the material to your own records, use {@link #stating}.
   *
   * <pre>{@code
   * MaterialSource.envelope(envelope, it -> it.open(privateKey))
   * }</pre>
   *
   * @param envelope what holds the material, encrypted
   * @param opening opens it with a private key or with a password; it is called several times, and
   *     a password must be a new array each time because opening zeroises it; an {@link
   *     dev.byok.custody.EscrowRefusedException} fails that key alone
   * @return the source
   */
  static MaterialSource envelope(
      EscrowEnvelope envelope, Function<EscrowEnvelope, OpenedEscrow> opening) {
    return new EnvelopeSource(
        Objects.requireNonNull(envelope, "envelope"), Objects.requireNonNull(opening, "opening"));
  }
}
