package dev.byok.pkcs11;

import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Says which of the tokens behind a PKCS#11 library is meant.
 *
 * <p>Immutable. A serial number is the safest choice: labels can be given twice, and slots are
 * numbered anew by some libraries.
 */
public final class TokenSelector {
  private final String description;
  private final Predicate<Slot> match;

  private TokenSelector(String description, Predicate<Slot> match) {
    this.description = description;
    this.match = match;
  }

  /**
   * The token in one slot.
   *
   * @param id the slot's {@code CK_SLOT_ID} as tools print it, not its place in a list
   * @return the selector
   */
  public static TokenSelector slot(long id) {
    return new TokenSelector("slot " + id, slot -> slot.id() == id);
  }

  /**
   * The token with this label.
   *
   * @param label the whole {@code CK_TOKEN_INFO.label}, without the blanks that pad it; letter case
   *     counts
   * @return the selector
   */
  public static TokenSelector label(String label) {
    Objects.requireNonNull(label, "label");
    return new TokenSelector("label '" + label + "'", slot -> slot.label().equals(label));
  }

  /**
   * The token with this serial number.
   *
   * @param serial the whole {@code CK_TOKEN_INFO.serialNumber}, without the blanks that pad it
   * @return the selector
   */
  public static TokenSelector serial(String serial) {
    Objects.requireNonNull(serial, "serial");
    return new TokenSelector("serial number '" + serial + "'", s -> s.serial().equals(serial));
  }

  /** Chooses the one slot that matches. */
  Slot choose(Cryptoki cryptoki, List<Slot> slots) {
    List<Slot> chosen = slots.stream().filter(match).toList();
    if (chosen.size() == 1) {
      return chosen.get(0);
    }
    throw chosen.isEmpty() ? none(cryptoki, slots) : several(cryptoki, chosen);
  }

  private Pkcs11Exception none(Cryptoki cryptoki, List<Slot> slots) {
    String there =
        slots.isEmpty()
            ? "It shows no token at all: is the device connected, is its daemon running, and does"
                + " its configuration (SOFTHSM2_CONF, say) reach this process?"
            : "It shows: " + list(slots) + ".";
    return new Pkcs11Exception(
        cryptoki
            + " has no token with "
            + description
            + ". "
            + there
            + " See TROUBLESHOOTING.md#hsm-token-not-found");
  }

  private Pkcs11Exception several(Cryptoki cryptoki, List<Slot> chosen) {
    return new Pkcs11Exception(
        cryptoki
            + " has several tokens with "
            + description
            + ": "
            + list(chosen)
            + ". Choose by serial number or slot. See TROUBLESHOOTING.md#hsm-token-not-found");
  }

  private static String list(List<Slot> slots) {
    return slots.stream().map(Slot::toString).collect(Collectors.joining(", "));
  }

  /** Returns what is looked for, such as {@code label 'payments'}. */
  @Override
  public String toString() {
    return description;
  }
}
