package dev.byok.tencent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PublicSignaturesTest {
  private static final Set<String> MAY_NAME_THE_VENDOR = Set.of("using", "connect");

  @Test
  void only_using_and_connect_name_a_type_of_the_vendor() {
    List<String> offenders =
        Arrays.stream(TencentExternalKeyClient.class.getMethods())
            .filter(method -> !MAY_NAME_THE_VENDOR.contains(method.getName()))
            .filter(method -> types(method).anyMatch(PublicSignaturesTest::isForeign))
            .map(Method::toGenericString)
            .toList();

    assertThat(offenders).isEmpty();
  }

  @Test
  void no_method_names_a_type_of_the_http_client() {
    assertThat(TencentExternalKeyClient.class.getMethods())
        .flatExtracting(method -> types(method).toList())
        .noneMatch(type -> type.contains("okhttp3") || type.contains("okio"));
  }

  @Test
  void the_client_is_the_only_public_class() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("target/classes/dev/byok/tencent"))) {
      assertThat(files.map(PublicSignaturesTest::load).filter(PublicSignaturesTest::isPublic))
          .hasSize(1)
          .allMatch(TencentExternalKeyClient.class::equals);
    }
  }

  private static Class<?> load(Path file) {
    try {
      String name = file.getFileName().toString().replace(".class", "");
      return Class.forName(
          "dev.byok.tencent." + name, false, PublicSignaturesTest.class.getClassLoader());
    } catch (ClassNotFoundException impossible) {
      throw new AssertionError(impossible);
    }
  }

  private static boolean isPublic(Class<?> type) {
    return Modifier.isPublic(type.getModifiers());
  }

  private static Stream<String> types(Method method) {
    return Stream.concat(
        Stream.of(method.getGenericReturnType().getTypeName()),
        Arrays.stream(method.getGenericParameterTypes()).map(type -> type.getTypeName()));
  }

  private static boolean isForeign(String type) {
    return type.contains("com.tencentcloudapi");
  }
}
