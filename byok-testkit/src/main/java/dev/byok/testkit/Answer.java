package dev.byok.testkit;

import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;

/** What goes back over the wire; {@code drop} closes the connection instead. */
record Answer(int status, String contentType, byte[] body, boolean drop) {
  static final String JSON = "application/json";

  static final Answer DROPPED = new Answer(0, "", new byte[0], true);
  static final Answer EMPTY = new Answer(200, JSON, new byte[0], false);
  static final Answer BAD_GATEWAY =
      text(502, "text/html", "<html><body><h1>502 Bad Gateway</h1></body></html>");
  static final Answer MALFORMED = text(200, JSON, "{\"Response\":{\"RequestId\":\"");

  /** An answer of the API: the members given, and the request's id. */
  static Answer response(JsonObject members, String requestId) {
    members.addProperty("RequestId", requestId);
    JsonObject envelope = new JsonObject();
    envelope.add("Response", members);
    return json(200, envelope);
  }

  /** An error of the API, which travels in HTTP 200 like every answer. */
  static Answer error(String code, String message, String requestId) {
    JsonObject error = new JsonObject();
    error.addProperty("Code", code);
    error.addProperty("Message", message);
    JsonObject members = new JsonObject();
    members.add("Error", error);
    return response(members, requestId);
  }

  static Answer json(int status, JsonObject body) {
    return text(status, JSON, body.toString());
  }

  static Answer text(int status, String contentType, String body) {
    return new Answer(status, contentType, body.getBytes(StandardCharsets.UTF_8), false);
  }
}
