package dev.byok.examples;

import dev.byok.provisioning.KeyResult;
import dev.byok.provisioning.ProvisioningReport;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Writes a report for programs. There is no secret in it. */
final class ReportJson {
  private ReportJson() {}

  static String of(ProvisioningReport report) {
    return "{\"startedAt\":"
        + text(report.startedAt())
        + ",\"millis\":"
        + report.elapsed().toMillis()
        + ",\"finished\":"
        + report.isFinished()
        + ",\"keys\":["
        + report.results().stream().map(ReportJson::of).collect(Collectors.joining(","))
        + "]}";
  }

  private static String of(KeyResult key) {
    return "{\"alias\":"
        + text(key.alias())
        + ",\"outcome\":"
        + text(key.outcome())
        + ",\"keyId\":"
        + optional(key.keyId())
        + ",\"importedAt\":"
        + optional(key.receipt().map(receipt -> receipt.importedAt()))
        + ",\"validTo\":"
        + optional(key.receipt().flatMap(receipt -> receipt.validity().validTo()))
        + ",\"material\":"
        + text(key.materialCheck())
        + ",\"requests\":"
        + key.requests()
        + ",\"millis\":"
        + key.elapsed().toMillis()
        + ",\"error\":"
        + optional(key.error().map(Throwable::getMessage))
        + ",\"notes\":"
        + texts(key.notes())
        + "}";
  }

  private static String texts(List<String> values) {
    return values.stream().map(ReportJson::text).collect(Collectors.joining(",", "[", "]"));
  }

  private static String optional(Optional<?> value) {
    return value.map(ReportJson::text).orElse("null");
  }

  private static String text(Object value) {
    return value
        .toString()
        .codePoints()
        .mapToObj(ReportJson::escaped)
        .collect(Collectors.joining("", "\"", "\""));
  }

  /** RFC 8259 section 7: quotes, backslashes and control characters. */
  private static String escaped(int character) {
    return switch (character) {
      case '"' -> "\\\"";
      case '\\' -> "\\\\";
      default -> character < 0x20 ? "\\u%04x".formatted(character) : Character.toString(character);
    };
  }
}
