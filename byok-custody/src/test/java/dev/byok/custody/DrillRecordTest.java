package dev.byok.custody;

import static dev.byok.KeySpec.AES_256;
import static dev.byok.KeySpec.SM4_128;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.byok.KeyCheckValue;
import dev.byok.KeyId;
import dev.byok.Validity;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DrillRecordTest {
  static final DrillRecord OPENED =
      new DrillRecord(
          "payments", new KeyCheckValue(AES_256, "1a2b3c"), Holder.NOW, Optional.empty());
  static final DrillRecord PROVEN =
      new DrillRecord(
          "payments",
          new KeyCheckValue(SM4_128, "1a2b3c"),
          Holder.NOW.plusMillis(1),
          Optional.of(
              new LiveProof(
                  KeyId.of("1ff78c0d-c54b-11e9-9cc9-5254006d0810"),
                  Validity.never(),
                  Validity.until(Instant.parse("2027-01-01T00:00:00Z")))));

  @Test
  void is_text_and_comes_back_from_it() {
    assertThat(OPENED.toText())
        .isEqualTo(
            """
            BYOK-Drill: 1
            Name: payments
            Key-Check-Value: AES:1a2b3c
            Drilled-At: 2026-11-24T08:00:00Z
            """);
    assertThat(PROVEN.toText())
        .endsWith(
            """
            Reimported-Into: 1ff78c0d-c54b-11e9-9cc9-5254006d0810
            Expiry-Before: never
            Expiry-After: 2027-01-01T00:00:00Z
            """);
    assertThat(DrillRecord.fromText(OPENED.toText())).isEqualTo(OPENED);
    assertThat(DrillRecord.fromText(PROVEN.toText().replace("\n", "\r\n"))).isEqualTo(PROVEN);
  }

  @Test
  void is_not_read_from_other_text() {
    String text = PROVEN.toText();

    for (String other :
        List.of(
            "",
            text + "\n",
            text.substring(0, text.length() - 1),
            text.replace("BYOK-Drill: 1", "BYOK-Drill: 2"),
            text.replace("2026-11-24T08:00:00Z", "2026-11-24T08:00Z"),
            text.replace("2026-11-24T08:00:00Z", "yesterday"),
            text.replace("Expiry-After: 2027-01-01T00:00:00Z\n", ""),
            text.replace("1a2b3c", "1A2B3C"),
            text.replace("never", "Never"))) {
      assertThatIllegalArgumentException().isThrownBy(() -> DrillRecord.fromText(other));
    }
  }

  @Test
  void has_a_name_and_a_date_of_our_time() {
    KeyCheckValue checkValue = OPENED.checkValue();

    for (Instant date : List.of(Instant.MIN, Instant.MAX, Instant.EPOCH.minusMillis(1))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new DrillRecord("a", checkValue, date, Optional.empty()));
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DrillRecord("a b", checkValue, Holder.NOW, Optional.empty()));
  }
}
