package dev.byok.testkit;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A client that signs by itself, and whose every header a test may bend. */
final class Wire {
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final KmsEmulator kms;
  final Tc3Signer signer;
  final Map<String, String> extra = new HashMap<>();
  Instant time = Instant.now();
  String version = "2019-01-18";
  String region = "ap-guangzhou";
  String method = "POST";
  String path = "/";
  String host = "127.0.0.1";

  Wire(KmsEmulator kms) {
    this.kms = kms;
    this.signer = new Tc3Signer(kms.secretId(), kms.secretKey());
  }

  /** The members of {@code Response}; fails when the emulator answered an error. */
  JsonObject ok(String action, String body) {
    JsonObject response = response(action, body);
    if (response.has("Error")) {
      throw new AssertionError(action + " answered " + response);
    }
    return response;
  }

  /** The error code, or "ok". */
  String code(String action, String body) {
    JsonObject response = response(action, body);
    return response.has("Error")
        ? response.getAsJsonObject("Error").get("Code").getAsString()
        : "ok";
  }

  JsonObject response(String action, String body) {
    HttpResponse<String> answer = send(action, body);
    if (answer.statusCode() != 200) {
      throw new AssertionError("HTTP " + answer.statusCode());
    }
    return JsonParser.parseString(answer.body()).getAsJsonObject().getAsJsonObject("Response");
  }

  HttpResponse<String> send(String action, String body) {
    try {
      return HTTP.send(request(action, body), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  HttpRequest request(String action, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    Map<String, String> headers = new HashMap<>();
    headers.put("X-TC-Action", action);
    headers.put("X-TC-Version", version);
    headers.put("X-TC-Timestamp", Long.toString(time.getEpochSecond()));
    headers.put("X-TC-Region", region);
    headers.put("Content-Type", signer.contentType);
    headers.put(
        "Authorization",
        signer.authorization(method, host + ":" + kms.uri().getPort(), time, bytes));
    headers.putAll(extra);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://" + host + ":" + kms.uri().getPort() + path))
            .timeout(Duration.ofSeconds(20));
    headers.forEach(
        (name, value) ->
            Optional.of(value).filter(v -> !v.isEmpty()).ifPresent(v -> request.header(name, v)));
    return request.method(method, HttpRequest.BodyPublishers.ofByteArray(bytes)).build();
  }

  /** A call of the admin API; the answer's status and body. */
  HttpResponse<String> admin(String verb, String adminPath, String body) {
    try {
      return HTTP.send(
          HttpRequest.newBuilder(kms.uri().resolve(adminPath))
              .method(verb, HttpRequest.BodyPublishers.ofString(body))
              .build(),
          HttpResponse.BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
