package dev.byok.testkit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** The HTTP/1.1 server: one selector thread, workers on demand, loopback only. */
final class HttpFront {
  private static final int MAX_THREADS = 64;
  private static final Duration KEEP_ALIVE = Duration.ofSeconds(60);

  private final Server server;
  private final ServerConnector connector;
  private volatile URI uri = URI.create("http://127.0.0.1:0");

  HttpFront(int port, HttpRoute route) {
    QueuedThreadPool workers =
        new QueuedThreadPool(MAX_THREADS, 1, (int) Duration.ofSeconds(5).toMillis());
    workers.setName("kms-emulator");
    workers.setDaemon(true);
    workers.setReservedThreads(0);
    server = new Server(workers);
    connector = new ServerConnector(server, 0, 1, new HttpConnectionFactory(configuration()));
    connector.setHost(InetAddress.getLoopbackAddress().getHostAddress());
    connector.setPort(port);
    connector.setIdleTimeout(KEEP_ALIVE.toMillis());
    server.addConnector(connector);
    server.setHandler(route);
    server.setStopTimeout(0);
  }

  private static HttpConfiguration configuration() {
    HttpConfiguration configuration = new HttpConfiguration();
    configuration.setSendServerVersion(false);
    configuration.setSendDateHeader(false);
    return configuration;
  }

  /**
   * Opens the port.
   *
   * @throws IOException when the port is taken
   */
  void start() throws IOException {
    try {
      server.start();
      uri = URI.create("http://127.0.0.1:" + connector.getLocalPort());
    } catch (IOException e) {
      close();
      throw e;
    } catch (Exception e) {
      close();
      throw new IOException("The HTTP server did not start", e);
    }
  }

  /** The address, which stays the same after {@link #close}. */
  URI uri() {
    return uri;
  }

  void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("The HTTP server did not stop", e);
    }
  }
}
