package dev.byok.tencent;

import com.tencentcloudapi.kms.v20190118.models.KeyMetadata;
import dev.byok.KeyId;
import dev.byok.KeySpec;
import dev.byok.Validity;
import dev.byok.kms.ExternalKey;
import dev.byok.kms.KeyOrigin;
import dev.byok.kms.KeyState;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the service's KeyMetadata; what it does not know becomes UNKNOWN or empty. */
final class Descriptions {
  private static final Long FIPS = 2L;
  private static final Long SM = 4L;

  private Descriptions() {}

  static ExternalKey read(KeyMetadata metadata) {
    return new ExternalKey(
        KeyId.of(metadata.getKeyId()),
        metadata.getAlias(),
        Objects.requireNonNullElse(metadata.getDescription(), ""),
        state(metadata.getKeyState()),
        origin(metadata.getOrigin()),
        spec(metadata.getType()),
        validity(metadata.getValidTo()),
        Instant.ofEpochSecond(metadata.getCreateTime()),
        instant(metadata.getDeletionDate()),
        text(metadata.getHsmClusterId()));
  }

  static KeyState state(@Nullable String wire) {
    return switch (Objects.requireNonNullElse(wire, "")) {
      case "Enabled" -> KeyState.ENABLED;
      case "Disabled" -> KeyState.DISABLED;
      case "PendingImport" -> KeyState.PENDING_IMPORT;
      case "PendingDelete" -> KeyState.PENDING_DELETION;
      case "Archived" -> KeyState.ARCHIVED;
      default -> KeyState.UNKNOWN;
    };
  }

  private static KeyOrigin origin(@Nullable String wire) {
    return switch (Objects.requireNonNullElse(wire, "")) {
      case "EXTERNAL" -> KeyOrigin.EXTERNAL;
      case "TENCENT_KMS" -> KeyOrigin.KMS;
      default -> KeyOrigin.UNKNOWN;
    };
  }

  /**
   * KeyMetadata.Type is the edition: 2 is FIPS 140-2, 4 is SM. (CreateKey's Type is another list.)
   */
  private static Optional<KeySpec> spec(@Nullable Long type) {
    if (FIPS.equals(type)) {
      return Optional.of(KeySpec.AES_256);
    }
    return SM.equals(type) ? Optional.of(KeySpec.SM4_128) : Optional.empty();
  }

  private static Validity validity(@Nullable Long seconds) {
    return instant(seconds).map(Validity::until).orElse(Validity.never());
  }

  private static Optional<Instant> instant(@Nullable Long seconds) {
    return seconds == null || seconds == 0
        ? Optional.empty()
        : Optional.of(Instant.ofEpochSecond(seconds));
  }

  static Optional<String> text(@Nullable String wire) {
    return wire == null || wire.isEmpty() ? Optional.empty() : Optional.of(wire);
  }
}
