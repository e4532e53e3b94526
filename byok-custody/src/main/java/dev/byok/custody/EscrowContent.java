package dev.byok.custody;

import static dev.byok.custody.EscrowRefusedException.Reason.FACTS_DIFFER;
import static dev.byok.custody.EscrowRefusedException.Reason.MALFORMED;
import static dev.byok.custody.EscrowRefusedException.Reason.NOT_AUTHENTIC;

import dev.byok.KeyMaterial;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is encrypted: ASCII header lines, an empty line, then the 16 or 32 bytes of material last.
 *
 * <p>Besides the facts the header names every recipient's entry by its SHA-256. A private key alone
 * cannot tell whether the serial number in its entry was changed; this line can.
 */
final class EscrowContent {
  private static final int MAX_HEADER_BYTES = 4096;
  private static final String RECIPIENT = "Recipient";

  private EscrowContent() {}

  /** The caller zeroises the result. */
  static byte[] encode(KeyMaterial material, EscrowFacts facts, List<CmsEntry> entries) {
    StringBuilder header = new StringBuilder(facts.toLines());
    for (CmsEntry entry : entries) {
      header.append(RECIPIENT).append(": ").append(entry.fingerprint()).append('\n');
    }
    byte[] text = header.append('\n').toString().getBytes(StandardCharsets.US_ASCII);
    return material.expose(
        bytes -> {
          byte[] content = Arrays.copyOf(text, text.length + bytes.length);
          System.arraycopy(bytes, 0, content, text.length, bytes.length);
          return content;
        });
  }

  /** Takes the material out of the content, which stays the caller's to zeroise. */
  static OpenedEscrow decode(byte[] content, CmsEntry opener) {
    int end = headerEnd(content);
    EscrowFacts facts = readHeader(new String(content, 0, end, StandardCharsets.US_ASCII), opener);
    int length = content.length - end - 1;
    if (length != facts.spec().lengthBytes()) {
      throw malformed(
          "behind its header it holds " + length + " bytes, which is no " + facts.spec() + " key",
          null);
    }
    return material(facts, Arrays.copyOfRange(content, end + 1, content.length));
  }

  /** The index of the line feed that makes the empty line; no text is made before it is found. */
  private static int headerEnd(byte[] content) {
    for (int i = 1; i < Math.min(content.length, MAX_HEADER_BYTES); i++) {
      boolean lineFeed = content[i] == '\n';
      if (lineFeed && content[i - 1] == '\n') {
        return i;
      }
      if (!lineFeed && (content[i] < ' ' || content[i] > '~')) {
        break;
      }
    }
    throw malformed("its content does not begin with header lines and an empty line", null);
  }

  private static EscrowFacts readHeader(String header, CmsEntry opener) {
    try {
      HeaderLines lines = new HeaderLines(header);
      EscrowFacts facts = EscrowFacts.from(lines);
      List<String> recipients = new ArrayList<>();
      while (lines.startsWith(RECIPIENT)) {
        recipients.add(lines.next(RECIPIENT));
      }
      if (!lines.isAtEnd()) {
        throw new IllegalArgumentException("A header line is unknown, or stands twice.");
      }
      requireListed(opener, recipients);
      return facts;
    } catch (IllegalArgumentException e) {
      throw malformed(e.getMessage(), e);
    }
  }

  private static void requireListed(CmsEntry opener, List<String> recipients) {
    if (!recipients.isEmpty() && !recipients.contains(opener.fingerprint())) {
      throw new EscrowRefusedException(
          NOT_AUTHENTIC,
          "The envelope was opened by the entry of "
              + opener
              + ", which is not as it was when the envelope was sealed. The file was changed: take"
              + " another copy.");
    }
  }

  private static OpenedEscrow material(EscrowFacts facts, byte[] bytes) {
    KeyMaterial material;
    try {
      material = KeyMaterial.takeFrom(bytes, facts.spec());
    } catch (IllegalArgumentException e) {
      throw malformed("its material is no key: " + e.getMessage(), e);
    }
    if (!material.checkValue().equals(Optional.of(facts.checkValue()))) {
      String actual = material.checkValue().map(Object::toString).orElse("none");
      material.close();
      throw new EscrowRefusedException(
          FACTS_DIFFER,
          "The envelope says check value "
              + facts.checkValue()
              + ", but the material in it has "
              + actual
              + ". Whoever made it put the wrong material in; do not import it.");
    }
    return new OpenedEscrow(facts, material);
  }

  private static EscrowRefusedException malformed(String what, @Nullable Throwable cause) {
    return new EscrowRefusedException(
        MALFORMED,
        "The envelope was decrypted and is authentic, but "
            + what
            + ". It was not made by this library or by its recipe.",
        cause);
  }
}
