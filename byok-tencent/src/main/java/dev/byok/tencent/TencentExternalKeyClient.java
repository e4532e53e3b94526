package dev.byok.tencent;

import com.tencentcloudapi.common.Credential;
import com.tencentcloudapi.kms.v20190118.KmsClient;
import dev.byok.ImportParameters;
import dev.byok.KeyId;
import dev.byok.KeySpec;
import dev.byok.Validity;
import dev.byok.WrappableKey;
import dev.byok.WrappedKeyMaterial;
import dev.byok.WrappingAlgorithm;
import dev.byok.kms.ExternalKey;
import dev.byok.kms.ExternalKeyClient;
import dev.byok.kms.ImportReceipt;
import dev.byok.kms.KmsStatus;
import dev.byok.kms.NewKey;
import dev.byok.kms.ProofOfUse;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Manages external CMKs on Tencent Cloud KMS.
 *
 * <p>Thread-safe. Checked before a request leaves, as {@link IllegalArgumentException}: aliases (1
 * to 60 letters, digits, hyphens and underscores, the first a letter or digit, not starting with
 * {@code kms-}), descriptions (at most 1024 bytes of UTF-8), deletion windows (7 to 30 days),
 * validities (in the future, at most 2038-01-18T16:00:00Z) and the region of parameters. Parameters
 * past their deadline are refused as {@link dev.byok.kms.ImportTokenExpiredException}, with 5
 * minutes of slack for clocks that differ; material of the wrong size as {@link
 * dev.byok.kms.KeyMaterialRejectedException}.
 *
 * <p>Which size is right depends on the edition: 32 bytes in FIPS regions, 16 in SM regions. The
 * client learns it from the first description of a key that it sees, once for the shared edition
 * and once for each HSM cluster, and asks for one if it has to; {@link #withKeySpec} tells it
 * instead.
 */
public final class TencentExternalKeyClient implements ExternalKeyClient {
  private final KmsCalls calls;
  private final InstantSource clock;
  private final Editions editions;
  private final IssuedParameters issued;
  private final KeyActions keys;
  private final ImportActions imports;
  private final UseActions use;

  private TencentExternalKeyClient(
      KmsCalls calls, InstantSource clock, Editions editions, IssuedParameters issued) {
    this.calls = calls;
    this.clock = clock;
    this.editions = editions;
    this.issued = issued;
    this.keys = new KeyActions(calls, editions);
    this.imports = new ImportActions(calls, keys, clock, issued);
    this.use = new UseActions(calls, clock);
  }

  /**
   * Adapts a client of the vendor's SDK that the caller made and configured.
   *
   * <p>Give it finite timeouts, POST and TC3-HMAC-SHA256; let its HTTP client neither follow
   * redirects nor re-send on broken connections; leave debug off (it logs session tokens); do not
   * change it afterwards, and do not give it a credential that refreshes itself. {@link
   * #connect(Credential, String)} does all this.
   *
   * @param client the vendor's client, with its region
   * @return a client on it
   * @throws IllegalArgumentException if the vendor's client has no region
   */
  public static TencentExternalKeyClient using(KmsClient client) {
    return fresh(KmsCalls.on(client));
  }

  /**
   * Connects safely: HTTPS, POST with TC3-HMAC-SHA256, 10 seconds to connect, 30 to read or write
   * and 60 for a call; no redirects followed, no silent re-send of a request, no debug log.
   *
   * @param credential secret id, key and (for temporary ones) token; read anew for each call
   * @param region such as {@code ap-guangzhou}
   * @return a client
   * @throws IllegalArgumentException if the region cannot be one
   */
  public static TencentExternalKeyClient connect(Credential credential, String region) {
    return connect(credential, region, SafeConnection.DEFAULT_ENDPOINT);
  }

  /**
   * Connects safely to an endpoint of the caller's choice, as {@link #connect(Credential, String)}
   * does.
   *
   * @param credential secret id, key and (for temporary ones) token; read anew for each call
   * @param region such as {@code ap-guangzhou}
   * @param endpoint {@code https://} and a host, without a path; {@code http://} on loopback only
   * @return a client
   * @throws IllegalArgumentException if region or endpoint cannot be one
   */
  public static TencentExternalKeyClient connect(
      Credential credential, String region, URI endpoint) {
    return connect(() -> credential, region, endpoint);
  }

  /**
   * Connects safely with credentials that change, as {@link #connect(Credential, String)} does.
   *
   * @param credentials asked before each call; what it returns is copied
   * @param region such as {@code ap-guangzhou}
   * @return a client
   * @throws IllegalArgumentException if the region cannot be one
   */
  public static TencentExternalKeyClient connect(Supplier<Credential> credentials, String region) {
    return connect(credentials, region, SafeConnection.DEFAULT_ENDPOINT);
  }

  /**
   * Connects safely with credentials that change, as {@link #connect(Credential, String, URI)}
   * does.
   *
   * @param credentials asked before each call; what it returns is copied
   * @param region such as {@code ap-guangzhou}
   * @param endpoint {@code https://} and a host, without a path; {@code http://} on loopback only
   * @return a client
   * @throws IllegalArgumentException if region or endpoint cannot be one
   */
  public static TencentExternalKeyClient connect(
      Supplier<Credential> credentials, String region, URI endpoint) {
    return fresh(new SafeConnection(credentials, region, endpoint).calls());
  }

  private static TencentExternalKeyClient fresh(KmsCalls calls) {
    return new TencentExternalKeyClient(
        calls, InstantSource.system(), new Editions(null), new IssuedParameters());
  }

  /**
   * Connects safely with what the environment says: {@code TENCENTCLOUD_SECRET_ID}, {@code
   * TENCENTCLOUD_SECRET_KEY}, {@code TENCENTCLOUD_TOKEN} (for temporary credentials) and {@code
   * TENCENTCLOUD_REGION}.
   *
   * @return a client
   * @throws IllegalStateException if id, key or region is not set; the message names the variable
   */
  public static TencentExternalKeyClient connectFromEnvironment() {
    return EnvironmentConnection.connect(System.getenv());
  }

  /**
   * The same client with another clock. It judges deadlines; requests are signed by the machine's.
   *
   * @param clock what tells the time
   * @return a changed copy
   */
  public TencentExternalKeyClient withClock(InstantSource clock) {
    return new TencentExternalKeyClient(calls, clock, editions, issued);
  }

  /**
   * The same client, told what material its keys take, so that it need not learn it.
   *
   * @param spec {@link KeySpec#AES_256} in a FIPS region, {@link KeySpec#SM4_128} in an SM region
   * @return a changed copy
   */
  public TencentExternalKeyClient withKeySpec(KeySpec spec) {
    return new TencentExternalKeyClient(calls, clock, new Editions(spec), issued);
  }

  @Override
  public ExternalKey create(NewKey key) {
    return keys.create(key);
  }

  @Override
  public ExternalKey describe(KeyId id) {
    return keys.describe(id);
  }

  @Override
  public List<ExternalKey> describeAll(Collection<KeyId> ids) {
    return keys.describeAll(ids);
  }

  @Override
  public Optional<ExternalKey> find(String alias) {
    return keys.find(alias);
  }

  @Override
  public List<ExternalKey> listExternal() {
    return keys.listExternal();
  }

  @Override
  public List<ExternalKey> listAll() {
    return keys.listAll();
  }

  @Override
  public void updateAlias(KeyId id, String alias) {
    keys.updateAlias(id, alias);
  }

  @Override
  public void updateDescription(KeyId id, String description) {
    keys.updateDescription(id, description);
  }

  @Override
  public ImportParameters parametersForImport(KeyId id, WrappingAlgorithm algorithm) {
    return imports.parametersForImport(id, algorithm);
  }

  @Override
  public ImportReceipt importMaterial(WrappedKeyMaterial wrapped, Validity validity) {
    return imports.importMaterial(wrapped, validity);
  }

  /** {@inheritDoc} Size and validity are checked before parameters are fetched, too. */
  @Override
  public ImportReceipt importKey(
      KeyId id, WrappableKey key, WrappingAlgorithm algorithm, Validity validity) {
    key.requireWrappable(algorithm);
    imports.requireImportable(id, key.spec(), validity);
    return ExternalKeyClient.super.importKey(id, key, algorithm, validity);
  }

  @Override
  public void deleteMaterial(KeyId id) {
    imports.deleteMaterial(id);
  }

  @Override
  public void enable(KeyId id) {
    keys.enable(id);
  }

  @Override
  public void disable(KeyId id) {
    keys.disable(id);
  }

  @Override
  public Instant scheduleDeletion(KeyId id, int pendingWindowDays) {
    return keys.scheduleDeletion(id, pendingWindowDays);
  }

  @Override
  public ExternalKey cancelDeletion(KeyId id) {
    return keys.cancelDeletion(id);
  }

  @Override
  public byte[] randomBytes(int count) {
    return use.randomBytes(count);
  }

  @Override
  public ProofOfUse proveUse(KeyId id) {
    return use.proveUse(id);
  }

  @Override
  public ProofOfUse proveAgain(ProofOfUse earlier) {
    return use.proveAgain(earlier);
  }

  @Override
  public KmsStatus status() {
    return use.status();
  }

  /** Returns the region, such as {@code TencentExternalKeyClient[ap-guangzhou]}. */
  @Override
  public String toString() {
    return "TencentExternalKeyClient[" + calls.region() + "]";
  }
}
