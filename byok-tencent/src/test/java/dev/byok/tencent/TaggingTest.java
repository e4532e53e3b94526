package dev.byok.tencent;

import static dev.byok.tencent.EmulatedService.connectTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.tencentcloudapi.common.Credential;
import dev.byok.KeyId;
import dev.byok.kms.NewKey;
import dev.byok.kms.TaggingFailedException;
import dev.byok.testkit.KmsEmulator;
import dev.byok.testkit.junit.Emulated;
import org.junit.jupiter.api.Test;

class TaggingTest {
  @Test
  void a_key_that_was_created_but_not_tagged_is_named() {
    String body =
        "{\"Response\":{\"KeyId\":\"key-1\",\"Alias\":\"payments\",\"CreateTime\":1700000000,"
            + "\"KeyState\":\"PendingImport\",\"TagCode\":2,\"TagMsg\":\"no\",\"RequestId\":\"r-1\"}}";
    try (ScriptedServer server = new ScriptedServer(ScriptedServer.ok(body))) {
      TencentExternalKeyClient kms =
          TencentExternalKeyClient.connect(
              new Credential("id", "key"), "ap-guangzhou", server.uri());

      TaggingFailedException failure =
          catchThrowableOfType(
              TaggingFailedException.class,
              () -> kms.create(NewKey.named("payments").withTag("team", "blue")));

      assertThat(failure.keyId()).isEqualTo(KeyId.of("key-1"));
      assertThat(failure.requestId()).contains("r-1");
      assertThat(failure).hasMessageContaining("Do not create another");
    }
  }

  @Test
  void an_empty_tag_key_is_not_sent(@Emulated KmsEmulator emulator) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> connectTo(emulator).create(NewKey.named("a").withTag("", "blue")))
        .withMessageContaining("empty key");
    assertThat(emulator.requests()).isEmpty();
  }
}
