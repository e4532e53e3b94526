package dev.byok.tencent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.tencentcloudapi.common.Credential;
import com.tencentcloudapi.kms.v20190118.KmsClient;
import dev.byok.kms.KmsAccessDeniedException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class CredentialSnapshotsTest {
  private static CredentialSnapshots snapshots(Supplier<Credential> source) {
    return new CredentialSnapshots(source, copy -> new KmsClient(copy, "ap-guangzhou"));
  }

  @Test
  void keeps_the_client_while_the_credential_stays_the_same() {
    CredentialSnapshots snapshots = snapshots(() -> new Credential("id", "key", "token"));

    assertThat(snapshots.client()).isSameAs(snapshots.client());
  }

  @Test
  void makes_a_new_client_when_any_part_changes() {
    Credential changing = new Credential("id", "key", "token");
    CredentialSnapshots snapshots = snapshots(() -> changing);
    KmsClient before = snapshots.client();

    changing.setToken("another");

    assertThat(snapshots.client()).isNotSameAs(before);
    assertThat(snapshots.client().getCredential().getToken()).isEqualTo("another");
  }

  @Test
  void gives_the_client_a_copy_that_the_source_cannot_change() {
    Credential source = new Credential("id", "key");
    KmsClient client = snapshots(() -> source).client();

    source.setSecretKey("changed");

    assertThat(client.getCredential()).isNotSameAs(source);
    assertThat(client.getCredential().getSecretKey()).isEqualTo("key");
  }

  @Test
  void never_mixes_two_generations_of_a_credential_that_refreshes_itself() {
    AtomicInteger readings = new AtomicInteger();
    Credential refreshing =
        new Credential("id-0", "key-0", "token-0", self -> generation(self, readings));

    Credential seen = snapshots(() -> refreshing).client().getCredential();

    String generation = seen.getSecretId().substring("id-".length());
    assertThat(seen.getSecretKey()).isEqualTo("key-" + generation);
    assertThat(seen.getToken()).isEqualTo("token-" + generation);
  }

  /** Refreshes in the middle of the first reading, between id and key. */
  private static void generation(Credential self, AtomicInteger readings) {
    int number = readings.incrementAndGet() < 2 ? 0 : 1;
    self.setSecretId("id-" + number);
    self.setSecretKey("key-" + number);
    self.setToken("token-" + number);
  }

  @Test
  void refuses_a_credential_that_never_stands_still() {
    AtomicInteger readings = new AtomicInteger();
    Credential restless =
        new Credential("id", "key", "", self -> self.setToken("t" + readings.incrementAndGet()));

    assertThatExceptionOfType(KmsAccessDeniedException.class)
        .isThrownBy(() -> snapshots(() -> restless).client())
        .withMessageContaining("changes with every reading");
  }

  @Test
  void refuses_what_no_header_can_carry_without_quoting_it() {
    for (Credential broken :
        List.of(
            new Credential("id", "key", "SECRET-TOKEN\n"),
            new Credential("id", "SECRET KEY"),
            new Credential("id\n", "key"))) {
      assertThatExceptionOfType(KmsAccessDeniedException.class)
          .isThrownBy(() -> snapshots(() -> broken).client())
          .withMessageContaining("a line end")
          .matches(failure -> !failure.getMessage().contains("SECRET"));
    }
  }

  @Test
  void refuses_an_incomplete_credential_before_a_request_leaves() {
    assertThatExceptionOfType(KmsAccessDeniedException.class)
        .isThrownBy(() -> snapshots(() -> new Credential(null, "key")).client())
        .withMessageContaining("no secret id or no secret key");
    assertThatExceptionOfType(KmsAccessDeniedException.class)
        .isThrownBy(() -> snapshots(() -> new Credential("id", " ")).client());
  }
}
