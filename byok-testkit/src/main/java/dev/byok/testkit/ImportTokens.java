package dev.byok.testkit;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes and recognises import tokens: 96 bytes, of which the last 32 authenticate the key and the
 * serial number in front of them under a secret of this emulator. So a token that never left it is
 * told apart from one that was superseded, without a list of all that were ever issued.
 */
final class ImportTokens {
  private static final int BODY_BYTES = 64;
  private static final int MAC_BYTES = 32;

  private final SecureRandom random = new SecureRandom();
  private final SecretKeySpec secret;

  ImportTokens() {
    byte[] bytes = new byte[32];
    random.nextBytes(bytes);
    secret = new SecretKeySpec(bytes, "HmacSHA256");
  }

  /** What a genuine token says. */
  record Claim(String keyId, long serial) {}

  /** The token for a call of GetParametersForImport, in Base64. */
  String issue(Claim claim) {
    byte[] body = new byte[BODY_BYTES];
    random.nextBytes(body);
    UUID id = UUID.fromString(claim.keyId());
    ByteBuffer.wrap(body)
        .putLong(id.getMostSignificantBits())
        .putLong(id.getLeastSignificantBits())
        .putLong(claim.serial());
    byte[] token = Arrays.copyOf(body, BODY_BYTES + MAC_BYTES);
    System.arraycopy(mac(body), 0, token, BODY_BYTES, MAC_BYTES);
    return Base64.getEncoder().encodeToString(token);
  }

  /** What the token says, or empty when it was made elsewhere or altered. */
  Optional<Claim> read(String token) {
    byte[] bytes = StrictBase64.decode(token).orElse(new byte[0]);
    if (bytes.length != BODY_BYTES + MAC_BYTES) {
      return Optional.empty();
    }
    byte[] body = Arrays.copyOf(bytes, BODY_BYTES);
    byte[] mac = Arrays.copyOfRange(bytes, BODY_BYTES, bytes.length);
    if (!MessageDigest.isEqual(mac, mac(body))) {
      return Optional.empty();
    }
    ByteBuffer parts = ByteBuffer.wrap(body);
    String keyId = new UUID(parts.getLong(), parts.getLong()).toString();
    return Optional.of(new Claim(keyId, parts.getLong()));
  }

  private byte[] mac(byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(secret);
      return mac.doFinal(body);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This JDK has no HmacSHA256", e);
    }
  }
}
