package dev.byok.testkit;

import java.security.SecureRandom;
import java.util.Optional;
import java.util.regex.Pattern;

/** What the emulator takes for its customer's API key. */
record EmulatorCredentials(String secretId, String secretKey, Optional<String> sessionToken) {
  private static final String SYMBOLS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  private static final Pattern SECRET_ID = Pattern.compile("[A-Za-z0-9_-]{1,128}");
  private static final SecureRandom RANDOM = new SecureRandom();

  EmulatorCredentials {
    if (!SECRET_ID.matcher(secretId).matches()) {
      throw new IllegalArgumentException(
          "A secret id has 1 to 128 letters, digits, '-' or '_', unlike " + secretId);
    }
    if (secretKey.isEmpty() || sessionToken.filter(String::isEmpty).isPresent()) {
      throw new IllegalArgumentException("Secret key and session token cannot be empty");
    }
  }

  /** A permanent key of the vendor's form: {@code AKID} and 32 symbols, and 32 symbols. */
  static EmulatorCredentials random() {
    return new EmulatorCredentials("AKID" + symbols(32), symbols(32), Optional.empty());
  }

  private static String symbols(int count) {
    StringBuilder text = new StringBuilder(count);
    RANDOM.ints(count, 0, SYMBOLS.length()).forEach(i -> text.append(SYMBOLS.charAt(i)));
    return text.toString();
  }

  @Override
  public String toString() {
    return "EmulatorCredentials[" + secretId + "]";
  }
}
