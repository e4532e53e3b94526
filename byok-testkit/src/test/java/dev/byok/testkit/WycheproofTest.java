package dev.byok.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Unwrapping against Project Wycheproof, whose files the environment names. */
class WycheproofTest {
  private static final String FOLDER = "BYOK_WYCHEPROOF";

  @ParameterizedTest
  @CsvSource({
    "rsa_oaep_2048_sha1_mgf1sha1_test.json, RSAES_OAEP_SHA_1",
    "rsa_oaep_2048_sha256_mgf1sha256_test.json, RSAES_OAEP_SHA_256",
    "rsa_pkcs1_2048_test.json, RSAES_PKCS1_V1_5"
  })
  void decides_every_case_as_it_must(String file, WrappingScheme scheme) throws Exception {
    int cases = 0;
    for (JsonElement element : groups(file)) {
      JsonObject group = element.getAsJsonObject();
      PrivateKey key = key(group);
      for (JsonElement test : group.getAsJsonArray("tests")) {
        check(scheme, key, test.getAsJsonObject());
        cases++;
      }
    }
    assertThat(cases).isGreaterThan(30);
  }

  @Test
  void opens_nothing_whose_mask_is_sha_1() throws Exception {
    int refused = 0;
    for (JsonElement element : groups("rsa_oaep_2048_sha256_mgf1sha1_test.json")) {
      JsonObject group = element.getAsJsonObject();
      for (JsonElement test : group.getAsJsonArray("tests")) {
        byte[] ciphertext = hex(test.getAsJsonObject(), "ct");
        assertThat(open(WrappingScheme.RSAES_OAEP_SHA_256, key(group), ciphertext)).isEmpty();
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(30);
  }

  private static void check(WrappingScheme scheme, PrivateKey key, JsonObject test) {
    Optional<byte[]> opened = open(scheme, key, hex(test, "ct"));
    String name = test.get("tcId") + " " + test.get("comment") + " " + test.get("flags");
    boolean labelled = test.has("label") && !test.get("label").getAsString().isEmpty();
    switch (test.get("result").getAsString()) {
      // The service knows no label: a ciphertext with one is not for it.
      case "valid" -> {
        if (labelled) {
          assertThat(opened).as(name).isEmpty();
        } else {
          assertThat(opened).as(name).hasValue(hex(test, "msg"));
        }
      }
      case "invalid" -> assertThat(opened).as(name).isEmpty();
      case "acceptable" ->
          assertThat(opened.orElse(hex(test, "msg"))).as(name).isEqualTo(hex(test, "msg"));
      default -> throw new AssertionError("unknown result in " + name);
    }
  }

  private static Optional<byte[]> open(WrappingScheme scheme, PrivateKey key, byte[] ciphertext) {
    try {
      return Optional.of(scheme.unwrap(key, ciphertext));
    } catch (GeneralSecurityException e) {
      return Optional.empty();
    }
  }

  private static Iterable<JsonElement> groups(String file) throws IOException {
    String folder = System.getenv(FOLDER);
    boolean named = folder != null && !folder.isEmpty();
    if (!named && "required".equals(System.getenv("BYOK_INTEROP"))) {
      fail("BYOK_INTEROP=required, and " + FOLDER + " names no folder with the Wycheproof files");
    }
    assumeTrue(named, "set " + FOLDER + " to the folder of the Wycheproof files");
    String text = Files.readString(Path.of(folder, file));
    return JsonParser.parseString(text).getAsJsonObject().getAsJsonArray("testGroups");
  }

  private static PrivateKey key(JsonObject group) throws GeneralSecurityException {
    return KeyFactory.getInstance("RSA")
        .generatePrivate(new PKCS8EncodedKeySpec(hex(group, "privateKeyPkcs8")));
  }

  private static byte[] hex(JsonObject object, String name) {
    return HexFormat.of().parseHex(object.get(name).getAsString());
  }
}
