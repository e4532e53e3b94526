package dev.byok.benchmarks;

import com.tencentcloudapi.common.Credential;
import com.tencentcloudapi.common.profile.ClientProfile;
import com.tencentcloudapi.common.profile.HttpProfile;
import com.tencentcloudapi.kms.v20190118.KmsClient;
import com.tencentcloudapi.kms.v20190118.models.CreateKeyRequest;
import com.tencentcloudapi.kms.v20190118.models.DecryptRequest;
import com.tencentcloudapi.kms.v20190118.models.EncryptRequest;
import com.tencentcloudapi.kms.v20190118.models.GetParametersForImportRequest;
import com.tencentcloudapi.kms.v20190118.models.GetParametersForImportResponse;
import com.tencentcloudapi.kms.v20190118.models.ImportKeyMaterialRequest;
import dev.byok.KeyMaterial;
import dev.byok.testkit.KmsEmulator;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/** What the vendor's guide tells to do by hand: one call after the other, wrapped by OpenSSL. */
final class VendorGuide {
  private final KmsClient sdk;

  VendorGuide(KmsEmulator emulator) {
    HttpProfile http = new HttpProfile();
    http.setProtocol("http://");
    http.setEndpoint(emulator.endpoint());
    ClientProfile profile = new ClientProfile(ClientProfile.SIGN_TC3_256, http);
    Credential credential = new Credential(emulator.secretId(), emulator.secretKey());
    sdk = new KmsClient(credential, "ap-guangzhou", profile);
  }

  void provision(String alias, int number) throws Exception {
    CreateKeyRequest create = new CreateKeyRequest();
    create.setAlias(alias);
    create.setType(2L);
    String id = sdk.CreateKey(create).getKeyId();
    importInto(id, number);
    EncryptRequest encrypt = new EncryptRequest();
    encrypt.setKeyId(id);
    encrypt.setPlaintext(Base64.getEncoder().encodeToString(new byte[32]));
    DecryptRequest decrypt = new DecryptRequest();
    decrypt.setCiphertextBlob(sdk.Encrypt(encrypt).getCiphertextBlob());
    sdk.Decrypt(decrypt);
  }

  private void importInto(String id, int number) throws Exception {
    GetParametersForImportRequest ask = new GetParametersForImportRequest();
    ask.setKeyId(id);
    ask.setWrappingAlgorithm("RSAES_OAEP_SHA_256");
    ask.setWrappingKeySpec("RSA_2048");
    GetParametersForImportResponse parameters = sdk.GetParametersForImport(ask);
    ImportKeyMaterialRequest request = new ImportKeyMaterialRequest();
    request.setKeyId(id);
    request.setImportToken(parameters.getImportToken());
    request.setEncryptedKeyMaterial(wrap(parameters.getPublicKey(), number));
    request.setValidTo(0L);
    sdk.ImportKeyMaterial(request);
  }

  private static String wrap(String publicKey, int number)
      throws IOException, InterruptedException {
    Path key = Files.createTempFile("wrapping-key", ".der");
    try {
      Files.write(key, Base64.getDecoder().decode(publicKey));
      return Base64.getEncoder().encodeToString(openssl(key, number));
    } finally {
      Files.delete(key);
    }
  }

  /** The material goes through a pipe; the guide's own commands keep it in a file. */
  private static byte[] openssl(Path key, int number) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                "openssl",
                "pkeyutl",
                "-encrypt",
                "-pubin",
                "-keyform",
                "DER",
                "-inkey",
                key.toString(),
                "-pkeyopt",
                "rsa_padding_mode:oaep",
                "-pkeyopt",
                "rsa_oaep_md:sha256")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (KeyMaterial material = ProvisioningBenchmarks.material(number);
        OutputStream in = process.getOutputStream()) {
      in.write(material.expose(bytes -> bytes.clone()));
    }
    byte[] wrapped = process.getInputStream().readAllBytes();
    if (process.waitFor() != 0) {
      throw new IllegalStateException("openssl pkeyutl failed (Debian package openssl).");
    }
    return wrapped;
  }
}
