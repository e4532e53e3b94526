package dev.byok.examples;

import dev.byok.KeyMaterial;

/**
 * A stand-in for the place where you keep material: it is lost when this process ends.
 *
 * <p>That suits an example whose key is scheduled for deletion, and nothing else. Keep yours in an
 * HSM or in an escrow that you have opened once to see that it works.
 */
final class KeptInMemory implements AutoCloseable {
  private final KeyMaterial kept;

  private KeptInMemory(KeyMaterial kept) {
    this.kept = kept;
  }

  static KeptInMemory copyOf(KeyMaterial material) {
    return new KeptInMemory(copy(material));
  }

  /** Hands out the material again, for a re-import; the caller closes it. */
  KeyMaterial fetch() {
    return copy(kept);
  }

  private static KeyMaterial copy(KeyMaterial material) {
    return material.expose(bytes -> KeyMaterial.takeFrom(bytes.clone(), material.spec()));
  }

  @Override
  public String toString() {
    return "in the memory of this process only, which suits an example";
  }

  @Override
  public void close() {
    kept.close();
  }
}
