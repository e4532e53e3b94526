package dev.byok.testkit;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** One request of the HTTP server and the way back. */
record HttpReply(Request request, Response response, Callback callback) {

  WireRequest wireRequest(byte[] body) {
    Map<String, List<String>> headers = new HashMap<>();
    for (HttpField field : request.getHeaders()) {
      String name = field.getName().toLowerCase(Locale.ROOT);
      String value = field.getValue() == null ? "" : field.getValue();
      headers.computeIfAbsent(name, any -> new ArrayList<>(1)).add(value);
    }
    String path = request.getHttpURI().getPath();
    String query = request.getHttpURI().getQuery();
    return new WireRequest(
        request.getMethod(), path == null ? "" : path, query == null ? "" : query, headers, body);
  }

  void send(Answer answer) {
    if (answer.drop()) {
      drop();
      return;
    }
    response.setStatus(answer.status());
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, answer.contentType());
    response.write(true, ByteBuffer.wrap(answer.body()), callback);
  }

  /** An answer below the API: a bare status, after which the connection is closed. */
  void refuse(int status) {
    response.setStatus(status);
    response.getHeaders().put(HttpHeader.CONNECTION, "close");
    response.write(true, ByteBuffer.allocate(0), callback);
  }

  private void drop() {
    request.getConnectionMetaData().getConnection().getEndPoint().close();
    // Of this kind, Jetty writes no warning into the logs of the tests.
    callback.failed(new EofException("Connection dropped on purpose"));
  }
}
