package dev.byok;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bouncycastle.crypto.digests.SHA256Digest;

/**
 * One block of text in the style of RFC 7468: a label, header lines in a fixed order, an empty
 * line, and a Base64 body in lines of 64 characters.
 *
 * <p>The body is the content, followed by SHA-256 over the header lines (each ended by one line
 * feed) and the content. The digest finds damage and mixed-up headers. It does not stop a forger,
 * who can compute it too.
 */
final class TextBlock {
  /** The first header, and the one value of it that this release writes and reads. */
  static final String VERSION = "Version";

  static final String FORMAT = "1";
  static final int LINE_CHARS = 64;
  private static final int DIGEST_BYTES = 32;

  private final String label;
  private final Map<String, String> headers;
  private final byte[] content;

  TextBlock(String label, Map<String, String> headers, byte[] content) {
    this.label = label;
    this.headers = new LinkedHashMap<>(headers);
    this.content = content.clone();
  }

  /** Takes a body apart and checks the digest. */
  static TextBlock ofBody(String label, Map<String, String> headers, byte[] body) {
    int length = Math.max(0, body.length - DIGEST_BYTES);
    TextBlock block = new TextBlock(label, headers, Arrays.copyOf(body, length));
    if (!Arrays.equals(block.body(), body)) {
      throw TextReader.malformed(
          "The headers contradict the body, or the body itself: its digest is another. The text was"
              + " changed, or put together from two.");
    }
    return block;
  }

  String header(String name) {
    return headers.get(name);
  }

  /** The bytes of the content that are not read yet, from the start. */
  ByteBuffer content() {
    return ByteBuffer.wrap(content).asReadOnlyBuffer();
  }

  static String begin(String label) {
    return "-----BEGIN " + label + "-----";
  }

  static String end(String label) {
    return "-----END " + label + "-----";
  }

  String write() {
    byte[] lineFeed = {'\n'};
    String body = Base64.getMimeEncoder(LINE_CHARS, lineFeed).encodeToString(body());
    return String.join("\n", begin(label), headerLines(), body, end(label), "");
  }

  private String headerLines() {
    StringBuilder lines = new StringBuilder();
    headers.forEach((name, value) -> lines.append(name).append(": ").append(value).append('\n'));
    return lines.toString();
  }

  private byte[] body() {
    byte[] lines = headerLines().getBytes(StandardCharsets.UTF_8);
    SHA256Digest digest = new SHA256Digest();
    digest.update(lines, 0, lines.length);
    digest.update(content, 0, content.length);
    byte[] body = Arrays.copyOf(content, content.length + DIGEST_BYTES);
    digest.doFinal(body, content.length);
    return body;
  }
}
