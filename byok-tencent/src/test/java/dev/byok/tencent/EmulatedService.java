package dev.byok.tencent;

import com.tencentcloudapi.common.Credential;
import dev.byok.testkit.KmsEmulator;
import dev.byok.testkit.RecordedRequest;
import java.util.List;

/** Connects tests to an emulator, and reads its record. */
final class EmulatedService {
  private EmulatedService() {}

  static TencentExternalKeyClient connectTo(KmsEmulator emulator) {
    return TencentExternalKeyClient.connect(
            new Credential(emulator.secretId(), emulator.secretKey()),
            "ap-guangzhou",
            emulator.uri())
        .withClock(emulator.clock());
  }

  static List<String> actions(KmsEmulator emulator) {
    return emulator.requests().stream().map(RecordedRequest::action).toList();
  }
}
