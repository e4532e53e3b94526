package dev.byok.pkcs11;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LibraryTest {
  @TempDir private Path directory;

  @BeforeEach
  void on_linux() {
    Assumptions.assumeTrue(
        System.getProperty("os.name").equals("Linux"), "Needs Linux: the files are ELF files.");
  }

  @Test
  void says_that_the_file_is_missing() {
    refuses(directory.resolve("libhsm.so"), "There is no such file");
    refuses(directory, "There is no such file");
  }

  @Test
  void says_that_a_file_is_no_shared_object() throws Exception {
    refuses(Files.writeString(directory.resolve("libhsm.so"), "hello"), "no shared object");
    refuses(Files.createFile(directory.resolve("empty.so")), "no shared object");
  }

  @Test
  void says_that_it_was_built_for_another_architecture() throws Exception {
    String here = System.getProperty("os.arch");
    Map<String, String> machines =
        Map.of("linux-x86", "i386", "linux-x86_64", "amd64", "linux-aarch64", "aarch64");

    for (Map.Entry<String, String> each : machines.entrySet()) {
      if (!each.getValue().equals(here)) {
        refuses(
            binding(each.getKey()), "built for " + each.getValue() + ", this JVM runs on " + here);
      }
    }
  }

  @Test
  void says_that_a_shared_object_is_no_pkcs11_library() throws Exception {
    boolean arm = System.getProperty("os.arch").equals("aarch64");
    Path own = binding(arm ? "linux-aarch64" : "linux-x86_64");
    String content = Files.readString(own, StandardCharsets.ISO_8859_1);
    Files.writeString(
        own, content.replace("C_GetFunctionList", "X_etc"), StandardCharsets.ISO_8859_1);

    refuses(own, "no PKCS#11 library: it has no C_GetFunctionList");
  }

  @Test
  void says_what_the_loader_says_of_a_broken_library() throws Exception {
    refuses(broken(), "Cannot load");
  }

  /** The binding leaves a half-made object to be finalized, which talks to its native part. */
  @Test
  void a_broken_library_does_not_end_the_jvm_later() throws Exception {
    Path conf = Path.of(System.getenv("SOFTHSM2_CONF"));
    Path good = RealToken.softHsm().library();

    String said = OtherJvm.run(Refusal.class, conf, good.toString(), broken().toString());

    assertThat(said).contains("refused").contains("alive");
  }

  /** Opens a token, fails to load a library, and makes sure that the garbage is collected. */
  static final class Refusal {
    private Refusal() {}

    @SuppressWarnings("removal")
    public static void main(String[] arguments) {
      char[] pin = SoftHsm.PIN.toCharArray();
      Pkcs11Token.open(Path.of(arguments[0]), TokenSelector.label(RealToken.LABEL), pin).close();
      try {
        Cryptoki.load(Path.of(arguments[1]));
      } catch (Pkcs11Exception expected) {
        System.out.println("refused");
      }
      for (int i = 0; i < 5; i++) {
        System.gc();
        Runtime.getRuntime().runFinalization();
      }
      System.out.println("alive");
    }
  }

  private Path broken() throws IOException {
    byte[] content = Arrays.copyOf(Files.readAllBytes(RealToken.softHsm().library()), 128);
    byte[] name = "C_GetFunctionList".getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(name, 0, content, 100, name.length);
    return Files.write(directory.resolve("broken.so"), content);
  }

  @Test
  void a_library_is_loaded_once_whatever_its_path() throws Exception {
    Path library = RealToken.softHsm().library();
    Path detour = library.getParent().resolve(".").resolve(library.getFileName());

    assertThat(Cryptoki.load(detour)).isSameAs(Cryptoki.load(library));
  }

  /** The binding brings a shared object for each architecture: some are wrong on every machine. */
  private Path binding(String platform) throws IOException {
    String resource = "/natives/unix/" + platform + "/release/libpkcs11wrapper.so";
    try (InputStream in = iaik.pkcs.pkcs11.wrapper.PKCS11.class.getResourceAsStream(resource)) {
      return Files.write(directory.resolve(platform + ".so"), in.readAllBytes());
    }
  }

  private static void refuses(Path library, String because) {
    char[] pin = {'1', '2', '3', '4'};

    assertThatExceptionOfType(Pkcs11Exception.class)
        .isThrownBy(() -> Pkcs11Token.open(library, TokenSelector.slot(0), pin))
        .withMessageContaining(because)
        .withMessageContaining(library.toString())
        .withMessageEndingWith("#hsm-library");
  }
}
