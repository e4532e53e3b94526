package dev.byok;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.bouncycastle.crypto.Digest;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The module descriptor is enough for a modular user: to compile against, and to wrap. */
class ModuleTest {
  private static final String DESCRIPTOR = "module consumer { requires dev.byok; }";

  private static final String MAIN =
      """
      package consumer;

      import dev.byok.*;
      import java.time.Instant;

      public class Main {
        public static void main(String[] arguments) {
          ImportParameters parameters = new ImportParameters(KeyId.of("cmk"), "ap-guangzhou",
              WrappingAlgorithm.RSAES_OAEP_SHA_256, WrappingKey.fromBase64(arguments[0]),
              ImportToken.of("token"), Instant.EPOCH);
          Class<?> port = dev.byok.kms.ExternalKeyClient.class;
          try (KeyMaterial material = KeyMaterial.generate(KeySpec.AES_256)) {
            System.out.println(port.getModule() + " " + material.wrap(parameters).toBase64());
          }
        }
      }
      """;

  @TempDir Path folder;

  @Test
  void a_modular_user_compiles_and_wraps() throws Exception {
    Path classes = compile();
    String path = modulePath() + File.pathSeparator + classes;

    String printed =
        ChildJvm.run(
            "", List.of("-p", path, "-m", "consumer/consumer.Main", WrappingKeyTest.BASE64));

    assertThat(printed.trim()).matches("module dev\\.byok [A-Za-z0-9+/]{342}==");
  }

  private Path compile() throws Exception {
    Path main = Files.createDirectory(folder.resolve("consumer")).resolve("Main.java");
    Path descriptor = folder.resolve("module-info.java");
    Files.writeString(main, MAIN);
    Files.writeString(descriptor, DESCRIPTOR);
    Path classes = folder.resolve("classes");
    String[] arguments = {
      "-Xlint:all",
      "-Werror",
      "-p",
      modulePath(),
      "-d",
      classes.toString(),
      descriptor.toString(),
      main.toString()
    };
    assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments)).isZero();
    return classes;
  }

  private static String modulePath() {
    return Stream.of(KeyMaterial.class, Digest.class, NullMarked.class)
        .map(ModuleTest::home)
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static String home(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    } catch (URISyntaxException broken) {
      throw new AssertionError(broken);
    }
  }
}
