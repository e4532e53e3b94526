package dev.byok;

import static dev.byok.TextReader.malformed;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The texts that travel between a machine with a network and one without.
 *
 * <p>Import parameters hold, as the content of their {@link TextBlock}, the DER of the wrapping key
 * and the token; wrapped key material holds the same and then the 256 bytes of the ciphertext. So a
 * shell can make the second text out of the first.
 */
final class TransferText {
  private static final String PARAMETERS = "BYOK IMPORT PARAMETERS";
  private static final String WRAPPED = "BYOK WRAPPED KEY MATERIAL";
  private static final String NO_CHECK_VALUE = "none";

  private static final String CMK = "CMK";
  private static final String REGION = "Region";
  private static final String ALGORITHM = "Algorithm";
  private static final String VALID_TO = "Valid-To";
  private static final String KEY_HASH = "Wrapping-Key-SHA-256";
  private static final String KEY_SPEC = "Key-Spec";
  private static final String CHECK_VALUE = "Check-Value";

  private static final List<String> PARAMETER_HEADERS =
      List.of(TextBlock.VERSION, CMK, REGION, ALGORITHM, VALID_TO, KEY_HASH);
  private static final List<String> WRAPPED_HEADERS =
      List.of(TextBlock.VERSION, CMK, REGION, ALGORITHM, VALID_TO, KEY_HASH, KEY_SPEC, CHECK_VALUE);

  private TransferText() {}

  static String write(ImportParameters parameters) {
    return new TextBlock(PARAMETERS, headers(parameters), content(parameters, new byte[0])).write();
  }

  static String write(WrappedKeyMaterial wrapped) {
    Map<String, String> headers = headers(wrapped.parameters());
    headers.put(KEY_SPEC, wrapped.spec().name());
    headers.put(
        CHECK_VALUE, wrapped.checkValue().map(KeyCheckValue::toString).orElse(NO_CHECK_VALUE));
    return new TextBlock(WRAPPED, headers, content(wrapped.parameters(), wrapped.ciphertext()))
        .write();
  }

  private static Map<String, String> headers(ImportParameters parameters) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put(TextBlock.VERSION, TextBlock.FORMAT);
    headers.put(CMK, parameters.keyId().value());
    headers.put(REGION, parameters.region());
    headers.put(ALGORITHM, parameters.algorithm().name());
    headers.put(VALID_TO, parameters.validTo().toString());
    headers.put(KEY_HASH, parameters.wrappingKey().sha256());
    return headers;
  }

  private static byte[] content(ImportParameters parameters, byte[] ciphertext) {
    byte[] key = parameters.wrappingKey().toDer();
    byte[] token = parameters.token().value().getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocate(key.length + token.length + ciphertext.length)
        .put(key)
        .put(token)
        .put(ciphertext)
        .array();
  }

  static ImportParameters readParameters(String text) {
    TextBlock block = TextReader.read(text, PARAMETERS, PARAMETER_HEADERS);
    return orRefused(() -> parameters(block, block.content()));
  }

  static WrappedKeyMaterial readWrapped(String text) {
    TextBlock block = TextReader.read(text, WRAPPED, WRAPPED_HEADERS);
    return orRefused(() -> wrapped(block, block.content()));
  }

  private static WrappedKeyMaterial wrapped(TextBlock block, ByteBuffer content) {
    byte[] ciphertext = new byte[WrappingKey.MODULUS_BYTES];
    int before = content.limit() - ciphertext.length;
    require(before >= 0, "Its body is too short for a ciphertext.");
    content.get(before, ciphertext).limit(before);
    ImportParameters parameters = parameters(block, content);
    KeySpec spec = constant(KeySpec.values(), block, KEY_SPEC);
    String checkValue = block.header(CHECK_VALUE);
    if (checkValue.equals(NO_CHECK_VALUE)) {
      return WrappedKeyMaterial.of(parameters, ciphertext, spec);
    }
    KeyCheckValue value = KeyCheckValue.fromText(checkValue);
    require(value.toString().equals(checkValue), "Its Check-Value has upper-case digits.");
    return WrappedKeyMaterial.of(parameters, ciphertext, spec, value);
  }

  private static ImportParameters parameters(TextBlock block, ByteBuffer content) {
    WrappingKey key = WrappingKey.fromDer(next(content, keyLength(content)));
    require(
        key.sha256().equals(block.header(KEY_HASH)),
        "The header "
            + KEY_HASH
            + " contradicts the wrapping key in the body, whose hash is "
            + key.sha256()
            + ".");
    Instant validTo = Instant.parse(block.header(VALID_TO));
    require(
        validTo.toString().equals(block.header(VALID_TO)),
        "Its Valid-To is not written in the short form of UTC.");
    return new ImportParameters(
        KeyId.of(block.header(CMK)),
        block.header(REGION),
        constant(WrappingAlgorithm.values(), block, ALGORITHM),
        key,
        ImportToken.of(new String(next(content, content.remaining()), StandardCharsets.ISO_8859_1)),
        validTo);
  }

  /** A wrapping key starts with the tag of a sequence and a length in two bytes. */
  private static int keyLength(ByteBuffer content) {
    boolean sequence = content.remaining() > 4 && content.getShort(0) == 0x3082;
    int length = sequence ? 4 + Short.toUnsignedInt(content.getShort(2)) : 0;
    require(
        length > 0 && length <= content.remaining(),
        "Its body does not start with a wrapping key.");
    return length;
  }

  private static byte[] next(ByteBuffer content, int length) {
    byte[] part = new byte[length];
    content.get(part);
    return part;
  }

  private static <E extends Enum<E>> E constant(E[] constants, TextBlock block, String header) {
    return Arrays.stream(constants)
        .filter(each -> each.name().equals(block.header(header)))
        .findFirst()
        .orElseThrow(
            () -> malformed("Its " + header + " is none of " + Arrays.toString(constants) + "."));
  }

  private static void require(boolean condition, String problem) {
    if (!condition) {
      throw malformed(problem);
    }
  }

  /** The values refuse what they cannot be; here that is the fault of the text. */
  private static <T> T orRefused(Supplier<T> reader) {
    try {
      return reader.get();
    } catch (IllegalArgumentException | DateTimeParseException | WrappingException wrong) {
      throw malformed("A part of it cannot be: " + wrong.getMessage(), wrong);
    }
  }

  static void requireUsable(ImportParameters read, KeyId expected, InstantSource clock) {
    if (!read.keyId().equals(expected)) {
      throw new TextRefusedException(
          TextRefusedException.Reason.OTHER_CMK,
          "This text is for the CMK "
              + read.keyId()
              + ", but "
              + expected
              + " is expected. Two files were mixed up: find the one for "
              + expected
              + ".",
          null);
    }
    Instant now = clock.instant();
    if (!now.isBefore(read.validTo())) {
      throw new TextRefusedException(
          TextRefusedException.Reason.EXPIRED,
          "The parameters for "
              + expected
              + " ended at "
              + read.validTo()
              + ", and it is "
              + now
              + ". Fetch new ones and wrap again; if they are new, set the clock of this machine.",
          null);
    }
  }
}
