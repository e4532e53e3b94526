package dev.byok.tencent;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Answers whatever it is told to, byte for byte: for shapes that no honest server sends. Requests
 * are read whole and recorded, head and body.
 */
final class ScriptedServer implements AutoCloseable {
  private final ServerSocket listener;
  private final List<String> answers;
  private final List<String> requests = new CopyOnWriteArrayList<>();

  /** Each answer is a whole HTTP response; an empty one closes the connection instead. */
  ScriptedServer(String... answers) {
    try {
      this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException cannotListen) {
      throw new UncheckedIOException(cannotListen);
    }
    this.answers = List.of(answers);
    Thread thread = new Thread(this::serve, "scripted-server");
    thread.setDaemon(true);
    thread.start();
  }

  static String ok(String body) {
    return http("200 OK", body);
  }

  static String http(String status, String body) {
    return "HTTP/1.1 "
        + status
        + "\r\nContent-Type: application/json\r\nContent-Length: "
        + body.getBytes(StandardCharsets.UTF_8).length
        + "\r\n\r\n"
        + body;
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + listener.getLocalPort());
  }

  List<String> requests() {
    return requests;
  }

  private void serve() {
    while (!listener.isClosed()) {
      try (Socket socket = listener.accept()) {
        converse(socket);
      } catch (IOException closed) {
        // The client went away, or the test is over; the next one may come.
      }
    }
  }

  private void converse(Socket socket) throws IOException {
    InputStream in = new BufferedInputStream(socket.getInputStream());
    String head = readRequest(in);
    while (!head.isEmpty()) {
      requests.add(head);
      String answer = answers.get(Math.min(requests.size(), answers.size()) - 1);
      if (answer.isEmpty()) {
        return;
      }
      socket.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
      socket.getOutputStream().flush();
      if (answer.contains("Connection: close")) {
        return;
      }
      head = readRequest(in);
    }
  }

  private static String readRequest(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    for (int next = in.read(); next >= 0; next = in.read()) {
      head.append((char) next);
      if (head.toString().endsWith("\r\n\r\n")) {
        byte[] body = in.readNBytes(contentLength(head.toString()));
        return head + new String(body, StandardCharsets.UTF_8);
      }
    }
    return "";
  }

  private static int contentLength(String head) {
    return head.lines()
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-length:"))
        .mapToInt(line -> Integer.parseInt(line.substring(line.indexOf(':') + 1).strip()))
        .findFirst()
        .orElse(0);
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException alreadyGone) {
      throw new UncheckedIOException(alreadyGone);
    }
  }
}
