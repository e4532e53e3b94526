package dev.byok.pkcs11;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/**
 * Looks at a PKCS#11 library before it is loaded.
 *
 * <p>The loader's own messages mislead (a library for another processor is "not found"), and the
 * binding reads through an unset pointer, which ends the JVM, when a shared object lacks the
 * function that every PKCS#11 library exports.
 */
final class LibraryFile {
  /** The one symbol that a PKCS#11 library must export (PKCS#11 v2.40 base, section 5.4). */
  private static final byte[] ENTRY_POINT = "C_GetFunctionList".getBytes(StandardCharsets.US_ASCII);

  private static final byte[] ELF = {0x7f, 'E', 'L', 'F'};
  private static final int ELF_HEADER_BYTES = 20;
  private static final int CLASS_AT = 4;
  private static final int ORDER_AT = 5;
  private static final int MACHINE_AT = 18;
  private static final int LITTLE_ENDIAN = 1;

  /** What {@code os.arch} calls the machines of the ELF specification, and their ELF class. */
  private static final Map<Integer, String> MACHINES =
      Map.of(
          0x03, "i386", 0x28, "arm", 0x3e, "amd64", 0xb7, "aarch64", 0x15, "ppc64le", 0x16, "s390x",
          0xf3, "riscv64");

  private static final String SEE = " See TROUBLESHOOTING.md#hsm-library";

  private LibraryFile() {}

  /** Refuses a path that leads to no file. */
  static void requireThere(Path library) {
    if (!Files.isRegularFile(library)) {
      throw refused(
          library,
          "There is no such file. Give the full path of the shared object; is the package of the"
              + " HSM's client installed?");
    }
  }

  /** Refuses a file that cannot be a PKCS#11 library for this JVM. */
  static void requireLoadable(Path library) {
    try {
      requireThisMachine(library);
      requireEntryPoint(library);
    } catch (IOException unreadable) {
      throw new Pkcs11Exception(
          "The PKCS#11 library " + library + " cannot be read: " + unreadable + "." + SEE,
          null,
          unreadable);
    }
  }

  private static void requireThisMachine(Path library) throws IOException {
    byte[] header = header(library);
    if (!System.getProperty("os.name").equals("Linux")) {
      return;
    }
    if (!Arrays.equals(Arrays.copyOf(header, ELF.length), ELF)) {
      throw refused(library, "It is no shared object: it does not begin as an ELF file does.");
    }
    String machine = machine(header);
    String here = System.getProperty("os.arch");
    if (!machine.equals(here)) {
      throw refused(
          library,
          "It was built for "
              + machine
              + ", this JVM runs on "
              + here
              + ". Install the library, or a JVM, of the other architecture.");
    }
  }

  private static byte[] header(Path library) throws IOException {
    try (InputStream in = Files.newInputStream(library)) {
      return Arrays.copyOf(in.readNBytes(ELF_HEADER_BYTES), ELF_HEADER_BYTES);
    }
  }

  private static String machine(byte[] header) {
    int first = header[MACHINE_AT] & 0xff;
    int second = header[MACHINE_AT + 1] & 0xff;
    int code = header[ORDER_AT] == LITTLE_ENDIAN ? first | second << 8 : first << 8 | second;
    return MACHINES.getOrDefault(
        code, "ELF machine " + code + " of class " + (header[CLASS_AT] == 1 ? 32 : 64));
  }

  private static void requireEntryPoint(Path library) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(library), 1 << 16)) {
      int matched = 0;
      for (int next = in.read(); next >= 0; next = in.read()) {
        // The first letter occurs once in the name, so a failed match restarts there at the latest.
        matched = next == ENTRY_POINT[matched] ? matched + 1 : next == ENTRY_POINT[0] ? 1 : 0;
        if (matched == ENTRY_POINT.length) {
          return;
        }
      }
    }
    throw refused(
        library,
        "It is a shared object, but no PKCS#11 library: it has no C_GetFunctionList. HSM packages"
            + " bring several files; the right one often has pkcs11 or cryptoki in its name.");
  }

  private static Pkcs11Exception refused(Path library, String reason) {
    return new Pkcs11Exception("Cannot load the PKCS#11 library " + library + ". " + reason + SEE);
  }
}
