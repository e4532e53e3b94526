package dev.byok.tencent;

import com.tencentcloudapi.common.Credential;
import com.tencentcloudapi.kms.v20190118.KmsClient;
import dev.byok.kms.KmsAccessDeniedException;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Hands out a client of the SDK on an immutable copy of the present credential.
 *
 * <p>The SDK reads id, key and token in three calls, and a credential that refreshes itself may
 * change between them. Here they are read under a lock, until two readings agree.
 */
final class CredentialSnapshots {
  private static final int MAX_READINGS = 10;

  private final Supplier<Credential> source;
  private final Function<Credential, KmsClient> clients;
  private @Nullable Snapshot last;
  private @Nullable KmsClient client;

  CredentialSnapshots(Supplier<Credential> source, Function<Credential, KmsClient> clients) {
    this.source = Objects.requireNonNull(source, "credentials");
    this.clients = clients;
  }

  synchronized KmsClient client() {
    Snapshot present = read();
    KmsClient known = client;
    if (known != null && present.equals(last)) {
      return known;
    }
    KmsClient fresh = clients.apply(present.toCredential());
    client = fresh;
    last = present;
    return fresh;
  }

  private Snapshot read() {
    Credential credential = source.get();
    Snapshot before = Snapshot.of(credential);
    for (int reading = 1; reading < MAX_READINGS; reading++) {
      Snapshot again = Snapshot.of(credential);
      if (again.equals(before)) {
        return again.requireComplete();
      }
      before = again;
    }
    throw unusable("changes with every reading");
  }

  private static KmsAccessDeniedException unusable(String how) {
    return new KmsAccessDeniedException(
        "The credential "
            + how
            + ", so no request was sent. Check where it comes from: the environment, a role, or the"
            + " supplier given to connect. See TROUBLESHOOTING.md#access-denied",
        null,
        null,
        null);
  }

  /** One reading; a class rather than a record, so that no accident prints the key. */
  private static final class Snapshot {
    private final @Nullable String id;
    private final @Nullable String key;
    private final @Nullable String token;

    private Snapshot(@Nullable String id, @Nullable String key, @Nullable String token) {
      this.id = id;
      this.key = key;
      this.token = token;
    }

    static Snapshot of(@Nullable Credential credential) {
      if (credential == null) {
        throw unusable("is missing (the supplier returned null)");
      }
      return new Snapshot(
          credential.getSecretId(), credential.getSecretKey(), credential.getToken());
    }

    Snapshot requireComplete() {
      if (id == null || id.isBlank() || key == null || key.isBlank()) {
        throw unusable("has no secret id or no secret key");
      }
      if (!canBeSent(id) || !canBeSent(key) || (token != null && !canBeSent(token))) {
        throw unusable("holds a space, a line end or another character that cannot be sent");
      }
      return this;
    }

    /**
     * HTTP headers carry printable ASCII; the HTTP client would quote anything else in its message.
     */
    private static boolean canBeSent(String part) {
      return part.chars().allMatch(character -> character > 32 && character < 127);
    }

    Credential toCredential() {
      return new Credential(id, key, token == null ? "" : token);
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Snapshot that
          && Objects.equals(id, that.id)
          && Objects.equals(key, that.key)
          && Objects.equals(token, that.token);
    }

    @Override
    public int hashCode() {
      return Objects.hashCode(id);
    }
  }
}
