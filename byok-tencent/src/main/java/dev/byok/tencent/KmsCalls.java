package dev.byok.tencent;

import com.tencentcloudapi.common.exception.TencentCloudSDKException;
import com.tencentcloudapi.kms.v20190118.KmsClient;
import java.util.function.Function;
import java.util.function.Supplier;

/** Runs one request through the SDK, and turns whatever it throws into our exceptions. */
final class KmsCalls {
  private final Supplier<KmsClient> clients;
  private final String region;

  KmsCalls(Supplier<KmsClient> clients, String region) {
    this.clients = clients;
    this.region = region;
  }

  static KmsCalls on(KmsClient client) {
    return new KmsCalls(() -> client, RequestRules.requireRegion(client.getRegion()));
  }

  String region() {
    return region;
  }

  /** A method of the SDK's client. */
  @FunctionalInterface
  interface Call<R> {
    R send(KmsClient client) throws TencentCloudSDKException;
  }

  /**
   * Sends one request and reads its answer. An answer that {@code reader} cannot read is malformed,
   * whatever it throws; so are those on which the SDK itself fails unchecked.
   */
  <R, T> T call(Attempt attempt, Call<R> call, Function<R, T> reader) {
    KmsClient client = clients.get();
    try {
      return reader.apply(call.send(client));
    } catch (TencentCloudSDKException refused) {
      throw VendorErrors.translate(attempt, refused);
    } catch (RuntimeException malformed) {
      throw VendorErrors.malformed(attempt, malformed);
    }
  }
}
