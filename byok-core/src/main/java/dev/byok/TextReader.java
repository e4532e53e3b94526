package dev.byok;

import static dev.byok.TextBlock.LINE_CHARS;

import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a {@link TextBlock} strictly: only line ends (LF or CR LF) and one at the very end may
 * differ from what {@link TextBlock#write} wrote.
 */
final class TextReader {
  /** More than the longest token and wrapping key need, so that nothing can be made to swell. */
  private static final int MAX_CHARS = 32 * 1024;

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9-]{1,40}");
  private static final Pattern BODY_LINE = Pattern.compile("[A-Za-z0-9+/]+={0,2}");

  private final String label;
  private final List<String> names;
  private final List<String> lines;
  private final Map<String, String> headers = new LinkedHashMap<>();
  private int next;

  private TextReader(String text, String label, List<String> names) {
    this.label = label;
    this.names = names;
    this.lines = Arrays.asList(text.split("\r?\n", -1));
  }

  static TextBlock read(String text, String label, List<String> names) {
    if (text.length() > MAX_CHARS) {
      throw malformed("It has " + text.length() + " characters, more than any such text.");
    }
    TextReader reader = new TextReader(text, label, names);
    reader.readLabel();
    names.forEach(reader::readHeader);
    reader.readEmptyLine();
    byte[] body = reader.readBody();
    reader.requireEnd();
    return TextBlock.ofBody(label, reader.headers, body);
  }

  private void readLabel() {
    if (!line().equals(TextBlock.begin(label))) {
      throw malformed("Its first line is not '" + TextBlock.begin(label) + "': another text?");
    }
    next++;
  }

  private void readHeader(String name) {
    String[] parts = line().split(": ", 2);
    if (parts.length != 2 || !parts[0].equals(name)) {
      throw malformed("Line " + (next + 1) + " should be the header " + name + found(parts));
    }
    if (name.equals(TextBlock.VERSION) && !parts[1].equals(TextBlock.FORMAT)) {
      throw malformed("Its Version is not " + TextBlock.FORMAT + ", the only one known here.");
    }
    headers.put(name, parts[1]);
    next++;
  }

  private String found(String[] parts) {
    if (parts.length != 2 || !NAME.matcher(parts[0]).matches()) {
      return ", which is missing.";
    }
    if (headers.containsKey(parts[0])) {
      return "; " + parts[0] + " is repeated.";
    }
    return names.contains(parts[0])
        ? "; " + parts[0] + " comes too early, or it is missing."
        : "; " + parts[0] + " is unknown.";
  }

  private void readEmptyLine() {
    if (!line().isEmpty()) {
      String[] parts = line().split(": ", 2);
      String problem = parts.length == 2 ? found(parts) : ".";
      throw malformed("Line " + (next + 1) + " should be empty, after the headers" + problem);
    }
    next++;
  }

  private byte[] readBody() {
    StringBuilder base64 = new StringBuilder();
    while (BODY_LINE.matcher(line()).matches()) {
      requireFullLineBefore(base64.length());
      base64.append(line());
      next++;
    }
    try {
      byte[] body = Base64.getDecoder().decode(base64.toString());
      // Java's decoder takes lost padding and stray bits before it.
      if (Base64.getEncoder().encodeToString(body).contentEquals(base64)) {
        return body;
      }
    } catch (IllegalArgumentException notBase64) {
      // Falls through to the refusal.
    }
    throw malformed("Its body ends in line " + next + " and is not whole Base64.");
  }

  private void requireFullLineBefore(int charsBefore) {
    if (charsBefore % LINE_CHARS != 0 || line().length() > LINE_CHARS) {
      throw malformed("Its body is not in lines of 64 characters, near line " + (next + 1) + ".");
    }
  }

  private void requireEnd() {
    if (!line().equals(TextBlock.end(label))) {
      throw malformed(
          "Line " + (next + 1) + " is neither Base64 nor '" + TextBlock.end(label) + "'.");
    }
    next++;
    boolean atEnd = next == lines.size() || next == lines.size() - 1 && line().isEmpty();
    if (!atEnd) {
      throw malformed("More text follows its last line.");
    }
  }

  private String line() {
    return next < lines.size() ? lines.get(next) : "";
  }

  static TextRefusedException malformed(String problem) {
    return malformed(problem, null);
  }

  static TextRefusedException malformed(String problem, @Nullable RuntimeException cause) {
    return new TextRefusedException(
        TextRefusedException.Reason.MALFORMED,
        "This text is refused. " + problem + " Carry the file over again, unchanged.",
        cause);
  }
}
