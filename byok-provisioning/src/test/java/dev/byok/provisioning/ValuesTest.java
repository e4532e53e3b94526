package dev.byok.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.byok.KeyCheckValue;
import dev.byok.KeySpec;
import dev.byok.Validity;
import dev.byok.WrappableKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ValuesTest {
  private static final Instant NOW = Instant.parse("2027-03-01T00:00:00Z");

  @Nested
  class Mark {
    private final CheckValueMark mark =
        new CheckValueMark(Optional.of(new KeyCheckValue(KeySpec.AES_256, "1a2b3c")));

    @Test
    void stands_below_the_text() {
      assertThat(mark.below("one\ntwo")).isEqualTo("one\ntwo\nbyok:kcv=AES:1a2b3c");
      assertThat(CheckValueMark.in("one\ntwo\nbyok:kcv=AES:1a2b3c")).hasValue(mark);
      assertThat(CheckValueMark.textOf("one\ntwo\nbyok:kcv=AES:1a2b3c")).isEqualTo("one\ntwo");
    }

    @Test
    void stands_alone_without_text() {
      assertThat(CheckValueMark.in(mark.below(""))).hasValue(mark);
    }

    @Test
    void is_not_found_elsewhere() {
      assertThat(CheckValueMark.in("byok:kcv=AES:1a2b3c\nmore")).isEmpty();
      assertThat(CheckValueMark.in("see byok:kcv=AES:1a2b3c")).isEmpty();
      assertThat(CheckValueMark.in("byok:kcv=AES:1a2b3")).isEmpty();
      assertThat(CheckValueMark.in("")).isEmpty();
    }

    @Test
    void is_never_taken_from_the_caller() {
      DesiredKey key =
          DesiredKey.of("a", MaterialSource.file(Path.of("x"), KeySpec.AES_256), never());

      assertThatIllegalArgumentException().isThrownBy(() -> key.withDescription(mark.below("x")));
    }
  }

  private static DesiredValidity never() {
    return DesiredValidity.never();
  }

  @Nested
  class Rolling {
    private final DesiredValidity rolling =
        DesiredValidity.rolling(Duration.ofDays(90), Duration.ofDays(30));

    @Test
    void renews_from_the_set_time_on() {
      assertThat(rolling.reasonToRenew(in(Duration.ofDays(31)), NOW)).isEmpty();
      assertThat(rolling.reasonToRenew(in(Duration.ofDays(30)), NOW)).isPresent();
    }

    @Test
    void shortens_what_lasts_longer_than_it_may() {
      assertThat(rolling.reasonToRenew(in(Duration.ofDays(91)), NOW)).isPresent();
      assertThat(rolling.reasonToRenew(Validity.never(), NOW)).isPresent();
    }

    @Test
    void refuses_to_renew_at_once() {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> DesiredValidity.rolling(Duration.ofDays(1), Duration.ofDays(1)));
    }

    private Validity in(Duration left) {
      return Validity.until(NOW.plus(left));
    }
  }

  @Nested
  class File {
    @TempDir Path folder;

    @Test
    void yields_the_same_material_each_time() throws IOException {
      MaterialSource source = source(32, "rw-------");

      assertThat(checkValue(source)).isEqualTo(checkValue(source));
    }

    @Test
    void refuses_a_file_that_others_may_read() throws IOException {
      MaterialSource source = source(32, "rw-r-----");

      assertThatIllegalStateException().isThrownBy(source::open).withMessageContaining("chmod 600");
    }

    @Test
    void refuses_a_file_with_a_line_end() throws IOException {
      MaterialSource source = source(33, "rw-------");

      assertThatIllegalArgumentException().isThrownBy(source::open).withMessageContaining("33");
    }

    @Test
    void says_that_a_file_is_missing() {
      MaterialSource source = MaterialSource.file(folder.resolve("none"), KeySpec.AES_256);

      assertThatIllegalStateException().isThrownBy(source::open).withMessageContaining("none");
    }

    private MaterialSource source(int length, String permissions) throws IOException {
      Path file = folder.resolve("key");
      byte[] bytes = new byte[length];
      bytes[0] = 1;
      Files.write(file, bytes);
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
      return MaterialSource.file(file, KeySpec.AES_256);
    }

    private KeyCheckValue checkValue(MaterialSource source) {
      try (WrappableKey key = source.open()) {
        return key.checkValue().orElseThrow();
      }
    }
  }

  @Test
  void expiries_come_soonest_first() {
    try (Fleet fleet = new Fleet()) {
      DesiredKey soon =
          fleet.desired("soon", DesiredValidity.until(Fleet.START.plusSeconds(86_400)));
      DesiredKey late =
          fleet.desired("late", DesiredValidity.until(Fleet.START.plusSeconds(864_000)));
      DesiredKey never = fleet.desired("never", never());
      fleet.provisioner().provision(List.of(never, late, soon), Progress.none());
      fleet.client.create("empty");

      ExpiryReport report = fleet.provisioner().expiries();

      assertThat(report.entries())
          .extracting(ExpiryReport.Entry::alias)
          .containsExactly("soon", "late", "empty", "never");
      assertThat(report.secondsToFirstExpiry().orElseThrow()).isBetween(86_390L, 86_400L);
      assertThat(report.withoutMaterial())
          .extracting(ExpiryReport.Entry::alias)
          .containsExactly("empty");
    }
  }
}
