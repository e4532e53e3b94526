package dev.byok.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class WrapInsideHsmTest {
  @Test
  void a_key_is_imported_from_the_hsm() throws Exception {
    Path library = SoftHsm.require();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);

    WrapInsideHsm.run(print, library, SoftHsm.TOKEN, SoftHsm.pin());

    assertThat(out.toString(StandardCharsets.UTF_8))
        .containsSubsequence(
            " 1. open the token; the PIN is zeroised",
            " 2. make a key inside the token",
            "check value AES:",
            "kept in token 'byok-test' as 'byok-example-",
            " 3. import it",
            "by RSAES_OAEP_SHA_1; the key is ENABLED",
            "proven: ",
            " 4. years later",
            "it is the same key",
            "cleaned up: key ")
        .doesNotContain(SoftHsm.PIN);
  }
}
