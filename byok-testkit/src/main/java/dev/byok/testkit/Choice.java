package dev.byok.testkit;

/** Integer parameters that choose from a short list. */
final class Choice {
  private Choice() {}

  /**
   * A number from 0 to {@code max}, 0 when absent.
   *
   * @throws ApiError {@code InvalidParameter}
   */
  static long upTo(long max, String name, Parameters parameters) {
    long value = parameters.integer(name, 0);
    if (value < 0 || value > max) {
      throw ApiError.invalidParameter(name + " lies between 0 and " + max + ".");
    }
    return value;
  }
}
