package dev.byok.tencent;

import static dev.byok.tencent.EmulatedService.actions;
import static dev.byok.tencent.EmulatedService.connectTo;
import static org.assertj.core.api.Assertions.assertThat;

import dev.byok.KeyId;
import dev.byok.kms.ExternalKey;
import dev.byok.testkit.EmulatorOptions;
import dev.byok.testkit.KmsEmulator;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** More keys than fit on a page. */
class ListingTest {
  private static final int KEYS = 450;

  private KmsEmulator emulator;
  private TencentExternalKeyClient kms;

  @BeforeEach
  void startWithManyKeys() {
    emulator = KmsEmulator.start(EmulatorOptions.defaults().withQuota(1000));
    emulator.addKeys(KEYS);
    kms = connectTo(emulator);
  }

  @AfterEach
  void stop() {
    emulator.close();
  }

  @Test
  void lists_all_external_keys_in_few_requests() {
    List<ExternalKey> keys = kms.listExternal();

    assertThat(keys).hasSize(KEYS).extracting(ExternalKey::id).doesNotHaveDuplicates();
    assertThat(actions(emulator)).hasSize(3).containsOnly("ListKeyDetail");
  }

  @Test
  void describes_all_in_few_requests() {
    List<KeyId> ids = new ArrayList<>(kms.listExternal().stream().map(ExternalKey::id).toList());
    emulator.clearRequests();

    assertThat(kms.describeAll(ids)).extracting(ExternalKey::id).containsExactlyElementsOf(ids);
    assertThat(actions(emulator)).hasSize(5).containsOnly("DescribeKeys");
  }

  @Test
  void finds_one_among_many_that_look_alike() {
    for (int copy = 0; copy < 3; copy++) {
      kms.create("payments-" + copy);
    }
    ExternalKey wanted = kms.create("payments");

    assertThat(kms.find("payments")).map(ExternalKey::id).contains(wanted.id());
    assertThat(kms.find("payment")).isEmpty();
  }
}
