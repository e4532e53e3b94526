package dev.byok.tencent;

import com.tencentcloudapi.kms.v20190118.models.DeleteImportedKeyMaterialRequest;
import com.tencentcloudapi.kms.v20190118.models.GetParametersForImportRequest;
import com.tencentcloudapi.kms.v20190118.models.GetParametersForImportResponse;
import com.tencentcloudapi.kms.v20190118.models.ImportKeyMaterialRequest;
import dev.byok.ImportParameters;
import dev.byok.ImportToken;
import dev.byok.KeyId;
import dev.byok.KeySpec;
import dev.byok.Validity;
import dev.byok.WrappedKeyMaterial;
import dev.byok.WrappingAlgorithm;
import dev.byok.WrappingKey;
import dev.byok.kms.ImportReceipt;
import dev.byok.kms.ImportTokenExpiredException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;

/** Fetches parameters, imports material, deletes it. */
final class ImportActions {
  /**
   * The service refuses requests whose clock differs by more, so no honest difference is larger.
   */
  private static final Duration CLOCK_SLACK = Duration.ofMinutes(5);

  private final KmsCalls calls;
  private final KeyActions keys;
  private final InstantSource clock;
  private final IssuedParameters issued;

  ImportActions(KmsCalls calls, KeyActions keys, InstantSource clock, IssuedParameters issued) {
    this.calls = calls;
    this.keys = keys;
    this.clock = clock;
    this.issued = issued;
  }

  ImportParameters parametersForImport(KeyId id, WrappingAlgorithm algorithm) {
    GetParametersForImportRequest request = new GetParametersForImportRequest();
    request.setKeyId(id.value());
    request.setWrappingAlgorithm(wireName(algorithm));
    request.setWrappingKeySpec("RSA_2048");
    ImportParameters parameters =
        calls.call(
            Attempt.on("GetParametersForImport", id),
            client -> client.GetParametersForImport(request),
            answer -> read(answer, id, algorithm));
    issued.remember(parameters, clock.instant());
    return parameters;
  }

  private static String wireName(WrappingAlgorithm algorithm) {
    return switch (algorithm) {
      case RSAES_OAEP_SHA_256 -> "RSAES_OAEP_SHA_256";
      case RSAES_OAEP_SHA_1 -> "RSAES_OAEP_SHA_1";
      case RSAES_PKCS1_V1_5 -> "RSAES_PKCS1_V1_5";
    };
  }

  private ImportParameters read(
      GetParametersForImportResponse answer, KeyId id, WrappingAlgorithm algorithm) {
    return new ImportParameters(
        id,
        calls.region(),
        algorithm,
        WrappingKey.fromBase64(answer.getPublicKey()),
        ImportToken.of(answer.getImportToken()),
        Instant.ofEpochSecond(answer.getParametersValidTo()));
  }

  ImportReceipt importMaterial(WrappedKeyMaterial wrapped, Validity validity) {
    ImportParameters parameters = wrapped.parameters();
    requireRegion(parameters);
    requireNotExpired(parameters);
    requireImportable(parameters.keyId(), wrapped.spec(), validity);
    Attempt attempt =
        Attempt.on("ImportKeyMaterial", parameters.keyId())
            .knowing(issued.factsAbout(wrapped, clock.instant()));
    String requestId =
        calls.call(
            attempt,
            client -> client.ImportKeyMaterial(request(wrapped, validity)),
            answer -> Objects.requireNonNull(answer.getRequestId()));
    return receipt(wrapped, validity, requestId);
  }

  void requireImportable(KeyId id, KeySpec spec, Validity validity) {
    RequestRules.requireValidity(validity, clock.instant());
    keys.requireFits(id, spec);
  }

  private void requireRegion(ImportParameters parameters) {
    if (!parameters.region().equals(calls.region())) {
      throw new IllegalArgumentException(
          "The material was wrapped for a key in "
              + parameters.region()
              + ", and this client works in "
              + calls.region()
              + ". Import it through a client of that region.");
    }
  }

  private void requireNotExpired(ImportParameters parameters) {
    Instant now = clock.instant();
    if (now.isAfter(parameters.validTo().plus(CLOCK_SLACK))) {
      throw new ImportTokenExpiredException(
          "The parameters of key "
              + parameters.keyId()
              + " ended at "
              + parameters.validTo()
              + "; now is "
              + now
              + ". Nothing was sent. Fetch parameters, wrap, and import again."
              + " See TROUBLESHOOTING.md#token-expired",
          null,
          null,
          null);
    }
  }

  private static ImportKeyMaterialRequest request(WrappedKeyMaterial wrapped, Validity validity) {
    ImportKeyMaterialRequest request = new ImportKeyMaterialRequest();
    request.setKeyId(wrapped.parameters().keyId().value());
    request.setImportToken(wrapped.parameters().token().value());
    request.setEncryptedKeyMaterial(wrapped.toBase64());
    request.setValidTo(validity.validTo().map(Instant::getEpochSecond).orElse(0L));
    return request;
  }

  private ImportReceipt receipt(WrappedKeyMaterial wrapped, Validity validity, String requestId) {
    return new ImportReceipt(
        wrapped.parameters().keyId(),
        wrapped.spec(),
        wrapped.checkValue(),
        wrapped.parameters().algorithm(),
        validity,
        clock.instant(),
        requestId);
  }

  void deleteMaterial(KeyId id) {
    DeleteImportedKeyMaterialRequest request = new DeleteImportedKeyMaterialRequest();
    request.setKeyId(id.value());
    calls.call(
        Attempt.on("DeleteImportedKeyMaterial", id),
        client -> client.DeleteImportedKeyMaterial(request),
        answer -> id);
  }
}
