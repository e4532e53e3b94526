package dev.byok.testkit;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The command line of {@link Main}: flags with one value each, in any order. */
final class Arguments {
  static final String USAGE =
      """
      Usage: java -jar byok-testkit-standalone.jar --port 0 --secret-id ID --secret-key KEY
               [--edition fips|sm] [--quota N] [--latency PT0.05S] [--rate-limits none|documented|N]
      The secret key is one of the emulator's own; never pass a real one on a command line.""";

  private static final Set<String> FLAGS =
      Set.of(
          "--port",
          "--secret-id",
          "--secret-key",
          "--edition",
          "--quota",
          "--latency",
          "--rate-limits");

  private final Map<String, String> values = new LinkedHashMap<>();

  private Arguments() {}

  /**
   * Reads the command line.
   *
   * @throws IllegalArgumentException says which flag is wrong, and never a secret key
   */
  static EmulatorOptions parse(String... words) {
    Arguments arguments = new Arguments();
    for (int i = 0; i < words.length; i += 2) {
      arguments.put(words[i], i + 1 < words.length ? words[i + 1] : null);
    }
    return arguments.options();
  }

  private void put(String flag, @Nullable String value) {
    if (!FLAGS.contains(flag)) {
      throw new IllegalArgumentException(
          flag.startsWith("--") ? "Unknown flag " + flag : "A flag was expected, not a bare word");
    }
    if (value == null || value.startsWith("--")) {
      throw new IllegalArgumentException("The flag " + flag + " lacks its value");
    }
    if (values.put(flag, value) != null) {
      throw new IllegalArgumentException("The flag " + flag + " was given twice");
    }
  }

  private EmulatorOptions options() {
    return EmulatorOptions.defaults()
        .withCredentials(required("--secret-id"), required("--secret-key"))
        .withPort(integer("--port", 0))
        .withEdition(edition())
        .withQuota(integer("--quota", 200))
        .withLatency(latency())
        .withRateLimits(rateLimits());
  }

  private String required(String flag) {
    String value = values.get(flag);
    if (value == null) {
      throw new IllegalArgumentException("The flag " + flag + " is missing");
    }
    return value;
  }

  private int integer(String flag, int otherwise) {
    String value = values.get(flag);
    try {
      return value == null ? otherwise : Integer.parseInt(value);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("The flag " + flag + " takes an integer", e);
    }
  }

  private Edition edition() {
    String value = values.getOrDefault("--edition", "fips");
    return switch (value) {
      case "fips" -> Edition.FIPS;
      case "sm" -> Edition.SM;
      default -> throw new IllegalArgumentException("--edition is fips or sm, not " + value);
    };
  }

  private Duration latency() {
    String value = values.getOrDefault("--latency", "PT0S");
    try {
      return Duration.parse(value);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "--latency is a duration such as PT0.05S, not " + value, e);
    }
  }

  private RateLimits rateLimits() {
    return switch (values.getOrDefault("--rate-limits", "none")) {
      case "none" -> RateLimits.none();
      case "documented" -> RateLimits.documented();
      default -> RateLimits.perAction(integer("--rate-limits", 0));
    };
  }
}
