package dev.byok.custody;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * The text form of an envelope (RFC 7468 section 9), with the facts as explanatory text before it
 * (section 2): headers inside the block are what OpenSSL refuses.
 */
final class PemText {
  private static final String BEGIN = "-----BEGIN CMS-----\n";
  private static final String END = "-----END CMS-----\n";
  private static final int MAX_CHARS = 96 * 1024;
  private static final Base64.Encoder LINES =
      Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));

  private final byte[] der;
  private final @Nullable EscrowFacts facts;

  private PemText(byte[] der, @Nullable EscrowFacts facts) {
    this.der = der;
    this.facts = facts;
  }

  byte[] der() {
    return der;
  }

  @Nullable EscrowFacts facts() {
    return facts;
  }

  static String write(@Nullable EscrowFacts facts, byte[] der) {
    String lines = facts == null ? "" : facts.toLines();
    return lines + BEGIN + LINES.encodeToString(der) + "\n" + END;
  }

  static PemText read(String pem) {
    if (pem.length() > MAX_CHARS) {
      throw CmsForm.malformed("its text has more than " + MAX_CHARS + " characters");
    }
    String text = pem.replace("\r\n", "\n");
    int begin = text.indexOf(BEGIN);
    int end = text.indexOf(END);
    if (begin < 0 || end < begin) {
      throw CmsForm.malformed("its text has no complete CMS block");
    }
    String base64 = text.substring(begin + BEGIN.length(), end);
    PemText read = new PemText(decode(base64), facts(text.substring(0, begin)));
    // One text for one envelope: a second spelling would be a place for what nobody reads.
    if (!write(read.facts, read.der).equals(text)) {
      throw CmsForm.malformed("its text has other lines around or in the CMS block");
    }
    return read;
  }

  private static byte[] decode(String base64) {
    try {
      return Base64.getDecoder().decode(base64.replace("\n", ""));
    } catch (IllegalArgumentException e) {
      throw CmsForm.malformed("its text is no Base64");
    }
  }

  private static @Nullable EscrowFacts facts(String before) {
    if (before.isEmpty()) {
      return null;
    }
    try {
      return EscrowFacts.from(new HeaderLines(before));
    } catch (IllegalArgumentException e) {
      throw CmsForm.malformed("the lines before its CMS block are not its facts");
    }
  }
}
