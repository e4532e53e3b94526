package dev.byok.testkit;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

/** Rules for the texts of a key, from CreateKey; UpdateAlias words its rule more loosely. */
final class TextRules {
  static final int ALIAS_LENGTH = 60;

  private static final Pattern ALIAS =
      Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0," + (ALIAS_LENGTH - 1) + "}");
  private static final int DESCRIPTION_BYTES = 1024;

  private TextRules() {}

  /**
   * Checks an alias and that no key of the region has it.
   *
   * @throws ApiError {@code InvalidAlias}, {@code AliasAlreadyExists}
   */
  static void requireFreeAlias(Call call, String alias) {
    requireAlias(alias);
    if (call.keyring().holdsAlias(alias, call.now())) {
      throw new ApiError(
          "InvalidParameterValue.AliasAlreadyExists", "Another CMK has the alias already.");
    }
  }

  /**
   * Checks the form of an alias.
   *
   * @throws ApiError {@code InvalidAlias}
   */
  static void requireAlias(String alias) {
    // The case of the reserved prefix is undocumented; refusing both spellings is the safe reading.
    boolean reserved = alias.toLowerCase(Locale.ROOT).startsWith("kms-");
    if (reserved || !ALIAS.matcher(alias).matches()) {
      throw new ApiError(
          "InvalidParameterValue.InvalidAlias",
          "An alias has 1 to 60 letters, digits, '-' or '_', starts with a letter or digit, and"
              + " not with kms-.");
    }
  }

  /**
   * Checks the length of a description, which is counted in bytes of UTF-8.
   *
   * @throws ApiError {@code InvalidParameter}
   */
  static String requireDescription(String description) {
    if (description.getBytes(StandardCharsets.UTF_8).length > DESCRIPTION_BYTES) {
      throw ApiError.invalidParameter("A description has at most 1024 bytes of UTF-8.");
    }
    return description;
  }
}
