package dev.byok.examples;

import dev.byok.ImportParameters;
import dev.byok.KeyId;
import dev.byok.KeySpec;
import dev.byok.pkcs11.Pkcs11Key;
import dev.byok.pkcs11.Pkcs11Token;
import dev.byok.pkcs11.TokenSelector;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The station that has never seen a network, with the key in an HSM: reads the parameters from a
 * file, wraps inside the token, and writes the wrapped material to another file.
 *
 * <p>It needs byok-core, byok-pkcs11 and what these need: Bouncy Castle and ipkcs11wrapper. {@link
 * OfflineHsmWrapping} starts it so.
 */
public final class OfflineHsmStation {
  private static final int LONGEST_PIN = 255;

  private OfflineHsmStation() {}

  /**
   * Runs the station. The first line of standard input is the user PIN: the list of arguments and
   * the environment are open to other processes.
   *
   * @param args the file to read, the file to write, the id of the CMK as the operator knows it,
   *     {@code AES_256} or {@code SM4_128}, the path of the HSM's PKCS#11 library, the label of the
   *     token, and the label of the key in it
   * @throws IOException if a file or the PIN cannot be read, or a file cannot be written
   */
  public static void main(String[] args) throws IOException {
    ImportParameters parameters = OfflineStation.read(Path.of(args[0]), KeyId.of(args[2]));
    Path library = Path.of(args[4]);
    TokenSelector selector = TokenSelector.label(args[5]);
    // Not System.in, whose buffer would keep a copy.
    char[] pin = readPin(new FileInputStream(FileDescriptor.in));

    try (Pkcs11Token token = Pkcs11Token.open(library, selector, pin);
        Pkcs11Key key = token.find(args[6])) {
      requireSpec(key, KeySpec.valueOf(args[3]));
      key.requireWrappable(parameters.algorithm());
      OfflineStation.wrap(key, parameters, Path.of(args[1]));
    }
  }

  private static void requireSpec(Pkcs11Key key, KeySpec spec) {
    if (key.spec() != spec) {
      throw new IllegalArgumentException(
          "The CMK takes " + spec + ", not " + key + ". Name the label of the key that you mean.");
    }
  }

  /** Reads a line byte by byte, so that nothing but an array that is zeroised holds it. */
  static char[] readPin(InputStream in) throws IOException {
    byte[] line = new byte[LONGEST_PIN + 1];
    try {
      int length = 0;
      for (int next = in.read(); next != '\n' && next != -1; next = in.read()) {
        if (next != '\r') {
          line[length++] = (byte) next;
        }
        if (length > LONGEST_PIN) {
          break;
        }
      }
      requireLength(length);
      return decode(ByteBuffer.wrap(line, 0, length));
    } finally {
      Arrays.fill(line, (byte) 0);
    }
  }

  private static void requireLength(int length) throws IOException {
    if (length == 0 || length > LONGEST_PIN) {
      throw new IOException(
          "Standard input must begin with the user PIN of the token in a line of 1 to "
              + LONGEST_PIN
              + " bytes; it was "
              + (length == 0 ? "empty." : "longer."));
    }
  }

  private static char[] decode(ByteBuffer line) {
    CharBuffer decoded = StandardCharsets.UTF_8.decode(line);
    try {
      char[] pin = new char[decoded.remaining()];
      decoded.get(pin);
      return pin;
    } finally {
      Arrays.fill(decoded.array(), '\0');
    }
  }
}
