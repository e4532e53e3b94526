package dev.byok.provisioning;

/** Why a key is reported and not touched. */
public enum BlockReason {
  /** It is disabled, so it takes no material; provisioning enables nothing. */
  DISABLED("disabled"),
  /** It will be deleted. */
  PENDING_DELETION("pending deletion"),
  /** It is archived, or in a state that this version does not know. */
  OTHER_STATE("in a state that takes no material"),
  /** The KMS made its material itself. */
  NOT_EXTERNAL("not external"),
  /** It takes material of another kind than the source holds. */
  WRONG_EDITION("wrong edition"),
  /** Its mark belongs to other material than the source states. */
  OTHER_MATERIAL("other material"),
  /** Nothing shows that it was created for this desired key. */
  ALIAS_OF_A_STRANGER("alias of a stranger"),
  /** The desired validity has ended already. */
  VALIDITY_OVER("desired validity is over"),
  /** Text and mark together exceed 1024 bytes. */
  DESCRIPTION_TOO_LONG("description too long"),
  /**
   * It would get an expiry or a nearer one, and no restore drill shows lately that its material can
   * be brought back; see {@link DrillRule}.
   */
  NO_RECENT_DRILL("no recent restore drill");

  private final String text;

  BlockReason(String text) {
    this.text = text;
  }

  /** Returns the reason in words. */
  @Override
  public String toString() {
    return text;
  }
}
