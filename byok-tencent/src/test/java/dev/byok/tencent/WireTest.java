package dev.byok.tencent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.tencentcloudapi.common.Credential;
import dev.byok.KeyId;
import dev.byok.kms.ExternalKey;
import dev.byok.kms.KeyOrigin;
import dev.byok.kms.KeyState;
import dev.byok.kms.KmsException;
import dev.byok.kms.KmsStatus;
import dev.byok.kms.KmsStatus.Subscription;
import dev.byok.kms.KmsUnavailableException;
import dev.byok.kms.NewKey;
import dev.byok.kms.ProofOfUse;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is sent, and how answers are read, byte for byte. */
class WireTest {
  private static final KeyId KEY = KeyId.of("key-1");
  private static final String NO_KEYS = answer("'TotalCount':0,'KeyMetadatas':[]");

  private static TencentExternalKeyClient connect(ScriptedServer server) {
    return TencentExternalKeyClient.connect(
        new Credential("id", "key"), "ap-guangzhou", server.uri());
  }

  /** Single quotes stand for double ones, here and below. */
  private static String answer(String members) {
    return ScriptedServer.ok(json("{'Response':{" + members + ",'RequestId':'r'}}"));
  }

  private static String json(String text) {
    return text.replace('\'', '"');
  }

  private static String described(String members) {
    return answer("'KeyMetadata':{'KeyId':'key-1','Alias':'a','CreateTime':1" + members + "}");
  }

  private static String bodyOf(ScriptedServer server) {
    return server.requests().get(0).split("\r\n\r\n", 2)[1];
  }

  @Test
  void sends_every_part_of_a_new_key() {
    String created =
        answer(
            "'KeyId':'key-1','CreateTime':1,'KeyState':'PendingImport','TagCode':0,"
                + "'HsmClusterId':'cluster-a'");
    NewKey wish =
        NewKey.named("payments")
            .withDescription("for <money> & more")
            .withTag("team", "blue")
            .withCluster("cluster-a");
    try (ScriptedServer server = new ScriptedServer(created)) {
      assertThat(connect(server).create(wish).clusterId()).contains("cluster-a");
      assertThat(bodyOf(server))
          .contains(json("'Alias':'payments'"), json("'Type':2"))
          .contains(json("'KeyUsage':'ENCRYPT_DECRYPT'"), json("'HsmClusterId':'cluster-a'"))
          .contains(json("'Description':'for <money> & more'"))
          .contains(json("{'TagKey':'team','TagValue':'blue'}"));
    }
  }

  @Test
  void asks_for_external_keys_of_every_usage_oldest_first() {
    try (ScriptedServer server = new ScriptedServer(NO_KEYS)) {
      assertThat(connect(server).listExternal()).isEmpty();
      assertThat(bodyOf(server))
          .contains(json("'Origin':'EXTERNAL'"), json("'KeyUsage':'ALL'"), json("'OrderType':1"));
    }
  }

  @Test
  void searches_an_alias_among_keys_of_every_origin() {
    try (ScriptedServer server = new ScriptedServer(NO_KEYS)) {
      assertThat(connect(server).find("kms-of-a-product")).isEmpty();
      assertThat(bodyOf(server))
          .contains(json("'Origin':'ALL'"), json("'SearchKeyAlias':'kms-of-a-product'"));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "Enabled, ENABLED",
    "Disabled, DISABLED",
    "PendingImport, PENDING_IMPORT",
    "PendingDelete, PENDING_DELETION",
    "Archived, ARCHIVED",
    "SomethingNew, UNKNOWN"
  })
  void reads_every_state(String wire, KeyState state) {
    try (ScriptedServer server = new ScriptedServer(described(",'KeyState':'" + wire + "'"))) {
      assertThat(connect(server).describe(KEY).state()).isEqualTo(state);
    }
  }

  @ParameterizedTest
  @CsvSource({"EXTERNAL, EXTERNAL", "TENCENT_KMS, KMS", "SomethingNew, UNKNOWN"})
  void reads_every_origin_and_does_not_guess_an_edition(String wire, KeyOrigin origin) {
    String answer = described(",'Origin':'" + wire + "','Type':4294967298");
    try (ScriptedServer server = new ScriptedServer(answer)) {
      ExternalKey key = connect(server).describe(KEY);
      assertThat(key.origin()).isEqualTo(origin);
      assertThat(key.spec()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({"0, NONE", "1, NORMAL", "2, SUSPENDED", "3, RELEASED", "9, UNKNOWN"})
  void reads_every_subscription(int wire, Subscription subscription) {
    String status = answer("'ServiceEnabled':false,'InvalidType':" + wire);
    try (ScriptedServer server = new ScriptedServer(status)) {
      KmsStatus read = connect(server).status();
      assertThat(read.subscription()).isEqualTo(subscription);
      assertThat(read.enabled()).isFalse();
    }
  }

  @Test
  void refuses_random_bytes_of_another_number() {
    try (ScriptedServer server = new ScriptedServer(answer("'Plaintext':'AAAA'"))) {
      assertThatExceptionOfType(KmsUnavailableException.class)
          .isThrownBy(() -> connect(server).randomBytes(4));
    }
  }

  @Test
  void does_not_take_other_bytes_for_a_proof() {
    try (ScriptedServer server = new ScriptedServer(answer("'KeyId':'key-1','Plaintext':'AAAA'"))) {
      assertThatExceptionOfType(KmsException.class)
          .isThrownBy(() -> connect(server).proveAgain(proof("0".repeat(64))))
          .withMessageContaining("other bytes than were encrypted");
    }
  }

  @Test
  void does_not_take_another_key_for_a_proof() {
    String sha256OfThreeZeros = "709e80c88487a2411e1ee4dfb9f22a861492d20c4765150c0c794abd70f8147c";
    try (ScriptedServer server = new ScriptedServer(answer("'KeyId':'key-2','Plaintext':'AAAA'"))) {
      assertThatExceptionOfType(KmsException.class)
          .isThrownBy(() -> connect(server).proveAgain(proof(sha256OfThreeZeros)))
          .withMessageContaining("was opened by key-2");
    }
  }

  private static ProofOfUse proof(String sha256) {
    return new ProofOfUse(KEY, "ciphertext", sha256, Instant.EPOCH);
  }
}
