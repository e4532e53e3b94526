package dev.byok.custody;

import dev.byok.KeyMaterial;

/**
 * The material of an envelope with its facts, after both were found authentic and to belong
 * together.
 *
 * <p>It says nothing about who made the envelope: anyone who has a recipient's certificate can seal
 * other material under the same name. Compare {@link EscrowFacts#checkValue()} with your own
 * record, as {@link RestoreDrill} does.
 */
public final class OpenedEscrow implements AutoCloseable {
  private final EscrowFacts facts;
  private final KeyMaterial material;

  OpenedEscrow(EscrowFacts facts, KeyMaterial material) {
    this.facts = facts;
    this.material = material;
  }

  /**
   * What the envelope says about its material.
   *
   * @return the authenticated facts
   */
  public EscrowFacts facts() {
    return facts;
  }

  /**
   * The material.
   *
   * @return the same object at every call; closed with this one
   */
  public KeyMaterial material() {
    return material;
  }

  /** Zeroises the material. Idempotent. */
  @Override
  public void close() {
    material.close();
  }

  /** Returns the facts, never the bytes. */
  @Override
  public String toString() {
    return "OpenedEscrow[" + facts.name() + " " + facts.checkValue() + "]";
  }
}
