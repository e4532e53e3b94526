package dev.byok.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.byok.testkit.junit.Emulated;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostileHttpTest {
  private static final String POST = "POST / HTTP/1.1\r\nHost: 127.0.0.1\r\n";

  @Emulated private KmsEmulator kms;
  private Wire wire;

  @BeforeEach
  void connect() {
    wire = new Wire(kms);
  }

  @AfterEach
  void goes_on() {
    assertThat(wire.code("ListKeys", "{}")).isEqualTo("ok");
  }

  /** The first line of what comes back; empty when nothing does. */
  private String raw(KmsEmulator server, String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.uri().getPort())) {
      socket.setSoTimeout(20_000);
      OutputStream out = socket.getOutputStream();
      out.write(request.getBytes(StandardCharsets.ISO_8859_1));
      out.flush();
      return firstLine(socket.getInputStream());
    }
  }

  private static String firstLine(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    int symbol;
    while ((symbol = in.read()) >= 0 && symbol != '\r') {
      line.append((char) symbol);
    }
    return line.toString();
  }

  @Test
  void announces_a_huge_body() throws IOException {
    assertThat(raw(kms, POST + "Content-Length: 1048577\r\n\r\n")).startsWith("HTTP/1.1 413");
    assertThat(raw(kms, POST + "Content-Length: 99999999999999999999999\r\n\r\n"))
        .startsWith("HTTP/1.1 400");
    assertThat(raw(kms, POST + "Content-Length: -1\r\n\r\n")).startsWith("HTTP/1.1 400");
  }

  @Test
  void sends_an_endless_body_in_chunks() throws IOException {
    String chunk = "10000\r\n" + "x".repeat(0x10000) + "\r\n";
    String answer = raw(kms, POST + "Transfer-Encoding: chunked\r\n\r\n" + chunk.repeat(17));
    assertThat(answer).startsWith("HTTP/1.1 413");
  }

  @ParameterizedTest
  @ValueSource(strings = {"zz\r\n{}\r\n0\r\n\r\n", "2\r\n{}x", "fffffffffffffffff\r\n{}"})
  void sends_chunks_that_are_none(String body) throws IOException {
    assertThat(raw(kms, POST + "Transfer-Encoding: chunked\r\n\r\n" + body))
        .startsWith("HTTP/1.1 400");
  }

  @ParameterizedTest
  @ValueSource(strings = {"CONNECT 127.0.0.1:80", "PUT /", "HEAD /", "OPTIONS *", "BREW /"})
  void asks_by_a_method_that_is_not_the_api_s(String start) throws IOException {
    assertThat(raw(kms, start + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")).startsWith("HTTP/1.1 405");
    assertThat(kms.requests()).isEmpty();
  }

  @Test
  void takes_a_body_of_the_largest_size() {
    String padded = " ".repeat((1 << 20) - 2) + "{}";
    assertThat(wire.code("ListKeys", padded)).isEqualTo("ok");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nonsense\r\n\r\n",
        "POST / HTTP/1.1\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
        "POST /../.. HTTP/1.1\r\nHost: a\r\n\r\n",
        "POST /%00 HTTP/1.1\r\nHost: a\r\n\r\n"
      })
  void speaks_bad_http(String request) throws IOException {
    assertThat(raw(kms, request)).startsWith("HTTP/1.1 4");
  }

  @Test
  void sends_huge_headers() throws IOException {
    assertThat(raw(kms, POST + "X: " + "x".repeat(100_000) + "\r\n\r\n"))
        .startsWith("HTTP/1.1 431");
  }

  @Test
  void sends_bytes_that_are_no_text() throws IOException {
    String body = "\u00ff\u00fe{}";
    assertThat(raw(kms, POST + "Content-Length: 4\r\n\r\n" + body)).startsWith("HTTP/1.1 200");
  }

  @Test
  void nests_deeply() {
    assertThat(wire.code("ListKeys", "{\"a\":".repeat(100_000))).isEqualTo("InvalidParameter");
    assertThat(wire.code("ListKeys", "{\"Limit\":" + "[".repeat(100_000)))
        .isEqualTo("InvalidParameter");
    assertThat(wire.code("ListKeys", "{\"Limit\":" + "9".repeat(500_000) + "}"))
        .isEqualTo("InvalidParameter");
  }

  @Test
  void sends_slowly() throws IOException {
    EmulatorOptions impatient =
        EmulatorOptions.defaults().withRequestTimeout(Duration.ofMillis(100));
    try (KmsEmulator server = KmsEmulator.start(impatient)) {
      assertThat(raw(server, POST + "Content-Length: 100\r\n\r\n{")).startsWith("HTTP/1.1 408");
      assertThat(new Wire(server).code("ListKeys", "{}")).isEqualTo("ok");
    }
  }

  @Test
  void sends_slowly_on_many_connections_at_once() throws IOException {
    List<Socket> slow = new ArrayList<>();
    try {
      for (int i = 0; i < 200; i++) {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), kms.uri().getPort());
        slow.add(socket);
        socket
            .getOutputStream()
            .write((POST + "Content-Length: 9\r\n\r\n{").getBytes(StandardCharsets.US_ASCII));
      }
      assertThat(wire.code("ListKeys", "{}")).isEqualTo("ok");
    } finally {
      for (Socket socket : slow) {
        socket.close();
      }
    }
  }

  @Test
  void hangs_up_in_the_middle() throws IOException {
    for (String part : List.of("PO", POST, POST + "Content-Length: 9\r\n\r\n{")) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), kms.uri().getPort())) {
        socket.getOutputStream().write(part.getBytes(StandardCharsets.US_ASCII));
      }
    }
  }

  @Test
  void repeats_a_header_that_the_signature_covers() throws IOException {
    String request =
        POST
            + "Content-Type: application/json\r\nContent-Type: text/plain\r\n"
            + "Connection: close\r\nContent-Length: 2\r\n\r\n{}";
    assertThat(raw(kms, request)).startsWith("HTTP/1.1 200");
    assertThat(kms.requests())
        .extracting(RecordedRequest::outcome)
        .containsExactly("AuthFailure.InvalidAuthorization");
  }

  @Test
  void listens_on_the_loopback_interface_only() throws IOException {
    List<InetAddress> outside =
        NetworkInterface.networkInterfaces()
            .flatMap(NetworkInterface::inetAddresses)
            .filter(address -> !address.isLoopbackAddress())
            .toList();
    for (InetAddress address : outside) {
      assertThat(connects(address)).as(address.toString()).isFalse();
    }
    assertThat(connects(InetAddress.getByName("127.0.0.1"))).isTrue();
  }

  private boolean connects(InetAddress address) {
    try (Socket socket = new Socket(address, kms.uri().getPort())) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }
}
