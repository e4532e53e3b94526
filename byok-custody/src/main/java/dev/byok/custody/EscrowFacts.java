package dev.byok.custody;

import dev.byok.KeyCheckValue;
import dev.byok.KeySpec;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * What an envelope says about the material in it. It holds no secret.
 *
 * <p>The facts are part of the encrypted content, so they cannot be changed without the key; a copy
 * before the PEM text is for people and is compared when the envelope is opened.
 *
 * @param checkValue tells the material apart, and says what kind it is
 * @param name the alias or the id of the CMK: 1 to 128 letters, digits, dots, underscores, colons,
 *     slashes or hyphens
 * @param sealedAt when the envelope was made, a whole second from the years 1970 to 9999
 */
public record EscrowFacts(KeyCheckValue checkValue, String name, Instant sealedAt) {
  static final Pattern NAME = Pattern.compile("[A-Za-z0-9._:/-]{1,128}");
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

  /**
   * Checks the parts; the instant is rounded down to a whole second.
   *
   * @throws IllegalArgumentException if the name is empty, too long or holds other characters, or
   *     if the instant has no year of four digits
   */
  public EscrowFacts {
    Objects.requireNonNull(checkValue, "checkValue");
    requireName(name);
    sealedAt = wholeSecond(sealedAt);
  }

  static void requireName(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "The name in an envelope is the alias or the id of the CMK: 1 to 128 letters, digits, dots,"
              + " underscores, colons, slashes or hyphens. This one has "
              + name.length()
              + " characters, some of them others.");
    }
  }

  static Instant wholeSecond(Instant instant) {
    if (instant.isBefore(Instant.EPOCH) || instant.isAfter(LATEST)) {
      throw new IllegalArgumentException(
          "The date " + instant + " is not from the years 1970 to 9999. Is the clock right?");
    }
    return instant.truncatedTo(ChronoUnit.SECONDS);
  }

  /**
   * The kind of material.
   *
   * @return its spec, as the check value has it
   */
  public KeySpec spec() {
    return checkValue.spec();
  }

  /** The header lines, in their one order, each ended by a line feed. */
  String toLines() {
    return "BYOK-Escrow: 1\n"
        + ("Key-Spec: " + spec() + "\n")
        + ("Key-Check-Value: " + checkValue + "\n")
        + ("Name: " + name + "\n")
        + ("Sealed-At: " + sealedAt + "\n");
  }

  /** Reads exactly what {@link #toLines()} writes and leaves what follows to the caller. */
  static EscrowFacts from(HeaderLines lines) {
    lines.expect("BYOK-Escrow", "1");
    String spec = lines.next("Key-Spec");
    KeyCheckValue checkValue = lines.next("Key-Check-Value", KeyCheckValue::fromText);
    EscrowFacts facts =
        new EscrowFacts(checkValue, lines.next("Name"), lines.next("Sealed-At", Instant::parse));
    if (!facts.spec().name().equals(spec) || !lines.consumed().equals(facts.toLines())) {
      throw new IllegalArgumentException("The header lines contradict each other.");
    }
    return facts;
  }
}
