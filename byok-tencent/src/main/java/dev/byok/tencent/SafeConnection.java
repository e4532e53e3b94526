package dev.byok.tencent;

import com.tencentcloudapi.common.Credential;
import com.tencentcloudapi.common.profile.ClientProfile;
import com.tencentcloudapi.common.profile.HttpProfile;
import com.tencentcloudapi.common.profile.Language;
import com.tencentcloudapi.kms.v20190118.KmsClient;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.function.Supplier;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import okhttp3.ResponseBody;

/**
 * Builds clients of the SDK without its traps: infinite timeouts, redirects that carry the
 * signature elsewhere, a POST sent twice in silence, credentials that change between id and key.
 */
final class SafeConnection {
  static final URI DEFAULT_ENDPOINT = URI.create("https://kms.tencentcloudapi.com");

  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration READ_OR_WRITE = Duration.ofSeconds(30);
  private static final Duration WHOLE_CALL = Duration.ofSeconds(60);

  private final CredentialSnapshots credentials;
  private final String region;
  private final ClientProfile profile;

  SafeConnection(Supplier<Credential> credentials, String region, URI endpoint) {
    this.credentials = new CredentialSnapshots(credentials, this::clientFor);
    this.region = RequestRules.requireRegion(region);
    this.profile = profileFor(requireEndpoint(endpoint));
  }

  KmsCalls calls() {
    return new KmsCalls(credentials::client, region);
  }

  ClientProfile profile() {
    return profile;
  }

  private KmsClient clientFor(Credential snapshot) {
    return new KmsClient(snapshot, region, profile);
  }

  private static ClientProfile profileFor(URI endpoint) {
    HttpProfile http = new HttpProfile();
    http.setReqMethod(HttpProfile.REQ_POST);
    http.setProtocol(endpoint.getScheme() + "://");
    http.setEndpoint(endpoint.getAuthority());
    http.setHttpClient(httpClient());
    ClientProfile profile = new ClientProfile(ClientProfile.SIGN_TC3_256, http);
    profile.setDebug(false);
    profile.setLanguage(Language.EN_US);
    return profile;
  }

  private static OkHttpClient httpClient() {
    return new OkHttpClient.Builder()
        .connectTimeout(CONNECT)
        .readTimeout(READ_OR_WRITE)
        .writeTimeout(READ_OR_WRITE)
        .callTimeout(WHOLE_CALL)
        .followRedirects(false)
        .followSslRedirects(false)
        .retryOnConnectionFailure(false)
        .addInterceptor(chain -> detachUnlessOk(chain.proceed(chain.request())))
        .build();
  }

  /** The SDK never closes an answer that is not 200; without its body there is nothing to leak. */
  private static Response detachUnlessOk(Response response) {
    if (response.code() == 200) {
      return response;
    }
    response.close();
    return response.newBuilder().body(ResponseBody.create(new byte[0], null)).build();
  }

  private static URI requireEndpoint(URI endpoint) {
    boolean secure = "https".equals(endpoint.getScheme());
    boolean local = "http".equals(endpoint.getScheme()) && LOOPBACK.contains(endpoint.getHost());
    boolean bare = endpoint.getRawPath() == null || endpoint.getRawPath().matches("/?");
    if (endpoint.getHost() == null
        || endpoint.getRawUserInfo() != null
        || endpoint.getRawQuery() != null
        || !bare
        || !(secure || local)) {
      throw new IllegalArgumentException(
          "The endpoint '"
              + endpoint
              + "' is not https:// and a host, such as https://kms.ap-guangzhou.tencentcloudapi.com"
              + " (http:// is for loopback only, where an emulator may listen).");
    }
    return endpoint;
  }
}
