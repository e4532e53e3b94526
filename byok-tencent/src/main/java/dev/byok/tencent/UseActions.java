package dev.byok.tencent;

import com.tencentcloudapi.kms.v20190118.models.DecryptRequest;
import com.tencentcloudapi.kms.v20190118.models.EncryptRequest;
import com.tencentcloudapi.kms.v20190118.models.GenerateRandomRequest;
import com.tencentcloudapi.kms.v20190118.models.GetServiceStatusRequest;
import com.tencentcloudapi.kms.v20190118.models.GetServiceStatusResponse;
import dev.byok.KeyId;
import dev.byok.kms.KmsException;
import dev.byok.kms.KmsStatus;
import dev.byok.kms.KmsStatus.Subscription;
import dev.byok.kms.ProofOfUse;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Uses a key to prove that it works, draws random bytes, and asks for the service's status. */
final class UseActions {
  private static final int PROBE_BYTES = 32;

  private final KmsCalls calls;
  private final InstantSource clock;

  UseActions(KmsCalls calls, InstantSource clock) {
    this.calls = calls;
    this.clock = clock;
  }

  ProofOfUse proveUse(KeyId id) {
    byte[] probe = new byte[PROBE_BYTES];
    new SecureRandom().nextBytes(probe);
    String ciphertext = encrypt(id, probe);
    return proveAgain(new ProofOfUse(id, ciphertext, sha256(probe), clock.instant()));
  }

  ProofOfUse proveAgain(ProofOfUse earlier) {
    Opened opened = decrypt(earlier);
    requireProven(
        earlier, opened.keyId().equals(earlier.keyId()), "was opened by " + opened.keyId());
    requireProven(
        earlier,
        sha256(opened.probe()).equals(earlier.probeSha256()),
        "was opened to other bytes than were encrypted");
    return new ProofOfUse(
        earlier.keyId(), earlier.ciphertext(), earlier.probeSha256(), clock.instant());
  }

  private static void requireProven(ProofOfUse earlier, boolean proven, String otherwise) {
    if (!proven) {
      throw new KmsException(
          "The probe that was encrypted under key "
              + earlier.keyId()
              + " "
              + otherwise
              + ". This proves nothing about the key. See TROUBLESHOOTING.md#proof-of-use",
          null,
          null,
          null);
    }
  }

  private record Opened(KeyId keyId, byte[] probe) {}

  private String encrypt(KeyId id, byte[] probe) {
    EncryptRequest request = new EncryptRequest();
    request.setKeyId(id.value());
    request.setPlaintext(Base64.getEncoder().encodeToString(probe));
    return calls.call(
        Attempt.on("Encrypt", id),
        client -> client.Encrypt(request),
        answer -> requireText(answer.getCiphertextBlob()));
  }

  private Opened decrypt(ProofOfUse proof) {
    DecryptRequest request = new DecryptRequest();
    request.setCiphertextBlob(proof.ciphertext());
    return calls.call(
        Attempt.on("Decrypt", proof.keyId()),
        client -> client.Decrypt(request),
        answer ->
            new Opened(
                KeyId.of(answer.getKeyId()), Base64.getDecoder().decode(answer.getPlaintext())));
  }

  private static String requireText(@Nullable String text) {
    if (text == null || text.isEmpty()) {
      throw new IllegalStateException("The answer has no ciphertext.");
    }
    return text;
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException everyJavaHasIt) {
      throw new IllegalStateException(everyJavaHasIt);
    }
  }

  byte[] randomBytes(int count) {
    RequestRules.requireRandomCount(count);
    GenerateRandomRequest request = new GenerateRandomRequest();
    request.setNumberOfBytes((long) count);
    return calls.call(
        Attempt.on("GenerateRandom", count + " bytes"),
        client -> client.GenerateRandom(request),
        answer -> requireLength(Base64.getDecoder().decode(answer.getPlaintext()), count));
  }

  private static byte[] requireLength(byte[] bytes, int count) {
    if (bytes.length != count) {
      Arrays.fill(bytes, (byte) 0);
      throw new IllegalStateException("The answer has not the number of bytes that was asked for.");
    }
    return bytes;
  }

  KmsStatus status() {
    return calls.call(
        Attempt.on("GetServiceStatus", "this account"),
        client -> client.GetServiceStatus(new GetServiceStatusRequest()),
        UseActions::read);
  }

  private static KmsStatus read(GetServiceStatusResponse answer) {
    return new KmsStatus(
        answer.getServiceEnabled(),
        subscription(answer.getInvalidType()),
        Boolean.TRUE.equals(answer.getExclusiveVSMEnabled()),
        Boolean.TRUE.equals(answer.getExclusiveHSMEnabled()));
  }

  private static Subscription subscription(@Nullable Long invalidType) {
    if (invalidType == null) {
      return Subscription.UNKNOWN;
    }
    return switch (invalidType.intValue()) {
      case 0 -> Subscription.NONE;
      case 1 -> Subscription.NORMAL;
      case 2 -> Subscription.SUSPENDED;
      case 3 -> Subscription.RELEASED;
      default -> Subscription.UNKNOWN;
    };
  }
}
