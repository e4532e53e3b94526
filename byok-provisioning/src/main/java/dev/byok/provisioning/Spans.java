package dev.byok.provisioning;

import java.time.Duration;

/** Writes durations the way that people read them. */
final class Spans {
  private Spans() {}

  /** Returns such as {@code 90d}, {@code 3d 4h}, {@code 5m 10s} or {@code 1.250s}. */
  static String text(Duration span) {
    if (span.isNegative()) {
      return "-" + text(span.negated());
    }
    if (span.toDays() > 0) {
      return two(span.toDays(), "d", span.toHoursPart(), "h");
    }
    if (span.toHours() > 0) {
      return two(span.toHours(), "h", span.toMinutesPart(), "m");
    }
    if (span.toMinutes() > 0) {
      return two(span.toMinutes(), "m", span.toSecondsPart(), "s");
    }
    return span.toMillisPart() == 0
        ? span.toSeconds() + "s"
        : "%d.%03ds".formatted(span.toSeconds(), span.toMillisPart());
  }

  private static String two(long first, String unit, long second, String smaller) {
    return first + unit + (second == 0 ? "" : " " + second + smaller);
  }
}
