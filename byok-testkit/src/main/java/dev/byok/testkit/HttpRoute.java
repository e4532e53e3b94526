package dev.byok.testkit;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Promise;
import org.eclipse.jetty.util.thread.Invocable.InvocationType;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Collects a request and sends it to the API or the admin API. No thread waits for a body on its
 * way, nor for an answer that shall be late. Not a {@code NonBlocking} handler: that would run
 * fault plans, which may call the emulator, on the one thread that reads from the network.
 */
final class HttpRoute extends Handler.Abstract {
  private static final int MAX_BODY = 1 << 20;

  // Both are the API's: what is wrong with them is told in an answer of the API, in HTTP 200.
  private static final Set<String> API_METHODS = Set.of("GET", "POST");

  private final Gateway gateway;
  private final AdminApi admin;
  private final Duration requestTimeout;

  HttpRoute(Gateway gateway, AdminApi admin, Duration requestTimeout) {
    this.gateway = gateway;
    this.admin = admin;
    this.requestTimeout = requestTimeout;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    HttpReply reply = new HttpReply(request, response, callback);
    if (request.getLength() > MAX_BODY) {
      reply.refuse(HttpStatus.PAYLOAD_TOO_LARGE_413);
      return true;
    }
    Scheduler.Task deadline =
        scheduler(request)
            .schedule(
                () -> request.fail(new TimeoutException("The body did not arrive in time")),
                requestTimeout.toMillis(),
                TimeUnit.MILLISECONDS);
    Content.Source.asByteArrayAsync(
        request,
        MAX_BODY,
        Promise.Invocable.from(
            InvocationType.BLOCKING,
            (body, failure) -> {
              deadline.cancel();
              collected(reply, body, failure);
            }));
    return true;
  }

  private void collected(HttpReply reply, byte[] body, Throwable failure) {
    if (failure instanceof TimeoutException) {
      reply.refuse(HttpStatus.REQUEST_TIMEOUT_408);
    } else if (failure != null) {
      // Jetty's word for the limit; a body that is cut short or no HTTP is an IOException.
      boolean tooLong = failure instanceof IllegalStateException;
      reply.refuse(tooLong ? HttpStatus.PAYLOAD_TOO_LARGE_413 : HttpStatus.BAD_REQUEST_400);
    } else {
      route(reply, reply.wireRequest(body));
    }
  }

  private void route(HttpReply reply, WireRequest request) {
    if (request.path().startsWith(AdminApi.PREFIX)) {
      reply.send(admin.answer(request));
    } else if (!API_METHODS.contains(request.method())) {
      reply.refuse(HttpStatus.METHOD_NOT_ALLOWED_405);
    } else if (request.path().equals("/")) {
      Gateway.Turn turn = gateway.admit(request);
      after(turn.pause(), reply, turn.answer());
    } else {
      reply.refuse(HttpStatus.NOT_FOUND_404);
    }
  }

  private static void after(Duration pause, HttpReply reply, Supplier<Answer> answer) {
    if (pause.isZero()) {
      reply.send(answer.get());
      return;
    }
    Request request = reply.request();
    Runnable work = () -> reply.send(answer.get());
    scheduler(request)
        .schedule(
            () -> request.getComponents().getExecutor().execute(work),
            pause.toMillis(),
            TimeUnit.MILLISECONDS);
  }

  private static Scheduler scheduler(Request request) {
    return request.getComponents().getScheduler();
  }
}
