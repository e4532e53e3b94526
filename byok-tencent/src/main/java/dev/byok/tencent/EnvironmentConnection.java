package dev.byok.tencent;

import com.tencentcloudapi.common.Credential;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the vendor's environment variables, the session token included. */
final class EnvironmentConnection {
  private EnvironmentConnection() {}

  static TencentExternalKeyClient connect(Map<String, String> environment) {
    return TencentExternalKeyClient.connect(
        credential(environment), required(environment, "TENCENTCLOUD_REGION"));
  }

  static Credential credential(Map<String, String> environment) {
    return new Credential(
        required(environment, "TENCENTCLOUD_SECRET_ID"),
        required(environment, "TENCENTCLOUD_SECRET_KEY"),
        environment.getOrDefault("TENCENTCLOUD_TOKEN", ""));
  }

  private static String required(Map<String, String> environment, String name) {
    @Nullable String value = environment.get(name);
    if (value == null || value.isBlank()) {
      throw new IllegalStateException(
          "The environment variable " + name + " is not set. Export it and run this again.");
    }
    return value;
  }
}
