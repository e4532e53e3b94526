package dev.byok.custody;

import dev.byok.KeyCheckValue;
import dev.byok.KeyId;
import dev.byok.Validity;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Says that a copy of key material was opened and found right at one moment. The caller keeps it;
 * it holds no secret.
 *
 * @param name the alias or the id of the CMK, as {@link EscrowFacts#name()} has it
 * @param checkValue of the material in the envelope, equal to the one that was expected
 * @param drilledAt when the drill ended, a whole second by the drill's clock
 * @param live what the KMS itself proved; empty if the envelope was only opened
 */
public record DrillRecord(
    String name, KeyCheckValue checkValue, Instant drilledAt, Optional<LiveProof> live) {
  private static final String NEVER = "never";

  /**
   * Checks the parts; the instant is rounded down to a whole second.
   *
   * @throws IllegalArgumentException if the name or the instant could not stand in an envelope
   */
  public DrillRecord {
    EscrowFacts.requireName(name);
    Objects.requireNonNull(checkValue, "checkValue");
    drilledAt = EscrowFacts.wholeSecond(drilledAt);
    Objects.requireNonNull(live, "live");
  }

  /**
   * Writes the record for a file or a ticket.
   *
   * @return 4 lines of ASCII, or 7 with a live proof, each ended by a line feed
   */
  public String toText() {
    String lines =
        "BYOK-Drill: 1\n"
            + ("Name: " + name + "\n")
            + ("Key-Check-Value: " + checkValue + "\n")
            + ("Drilled-At: " + drilledAt + "\n");
    return live.map(proof -> lines + liveLines(proof)).orElse(lines);
  }

  private static String liveLines(LiveProof proof) {
    return ("Reimported-Into: " + proof.keyId() + "\n")
        + ("Expiry-Before: " + text(proof.expiryBefore()) + "\n")
        + ("Expiry-After: " + text(proof.expiryAfter()) + "\n");
  }

  private static String text(Validity expiry) {
    return expiry.validTo().map(Instant::toString).orElse(NEVER);
  }

  /**
   * Reads what {@link #toText()} wrote.
   *
   * @param text exactly those lines; line ends of either kind
   * @return the record
   * @throws IllegalArgumentException if it is anything else; the message names the line
   */
  public static DrillRecord fromText(String text) {
    String unix = text.replace("\r\n", "\n");
    HeaderLines lines = new HeaderLines(unix);
    lines.expect("BYOK-Drill", "1");
    DrillRecord record =
        new DrillRecord(
            lines.next("Name"),
            lines.next("Key-Check-Value", KeyCheckValue::fromText),
            lines.next("Drilled-At", Instant::parse),
            lines.isAtEnd() ? Optional.empty() : Optional.of(liveProof(lines)));
    if (!record.toText().equals(unix)) {
      throw new IllegalArgumentException("The text is not exactly what a drill record writes.");
    }
    return record;
  }

  private static LiveProof liveProof(HeaderLines lines) {
    return new LiveProof(
        lines.next("Reimported-Into", KeyId::of),
        lines.next("Expiry-Before", DrillRecord::expiry),
        lines.next("Expiry-After", DrillRecord::expiry));
  }

  private static Validity expiry(String text) {
    return text.equals(NEVER) ? Validity.never() : Validity.until(Instant.parse(text));
  }
}
