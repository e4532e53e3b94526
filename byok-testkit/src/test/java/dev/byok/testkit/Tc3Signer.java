package dev.byok.testkit;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs by TC3-HMAC-SHA256, written from the published algorithm and not from the verifier. */
final class Tc3Signer {
  String secretId;
  String secretKey;
  String contentType = "application/json; charset=utf-8";
  String service = "kms";
  String date = "";
  boolean hostWithPort = true;
  boolean unsignedPayload;

  Tc3Signer(String secretId, String secretKey) {
    this.secretId = secretId;
    this.secretKey = secretKey;
  }

  String authorization(String method, String host, Instant time, byte[] body) {
    String signedHost = hostWithPort ? host : host.split(":")[0];
    byte[] hashed = unsignedPayload ? bytes("UNSIGNED-PAYLOAD") : body;
    String canonical =
        method
            + "\n/\n\ncontent-type:"
            + contentType
            + "\nhost:"
            + signedHost
            + "\n\n"
            + "content-type;host\n"
            + hash(hashed);
    String day = date.isEmpty() ? LocalDate.ofInstant(time, ZoneOffset.UTC).toString() : date;
    String scope = day + "/" + service + "/tc3_request";
    String toSign =
        "TC3-HMAC-SHA256\n" + time.getEpochSecond() + "\n" + scope + "\n" + hash(bytes(canonical));
    byte[] key = mac(mac(mac(bytes("TC3" + secretKey), day), service), "tc3_request");
    return "TC3-HMAC-SHA256 Credential="
        + secretId
        + "/"
        + scope
        + ", SignedHeaders=content-type;host, Signature="
        + HexFormat.of().formatHex(mac(key, toSign));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String hash(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] mac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(bytes(text));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }
}
