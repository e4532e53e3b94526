package dev.byok.benchmarks;

import com.tencentcloudapi.common.Credential;
import dev.byok.kms.ExternalKey;
import dev.byok.kms.ExternalKeyClient;
import dev.byok.provisioning.DesiredKey;
import dev.byok.provisioning.DesiredValidity;
import dev.byok.provisioning.Plan;
import dev.byok.provisioning.Provisioner;
import dev.byok.tencent.TencentExternalKeyClient;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Plans for very many keys, against an emulator in a process of its own. */
final class PlanningBenchmarks {
  private static final String ID = "AKIDbench";
  private static final String KEY = "nothing-to-protect";
  private static final int FEW = 1_000;
  private static final int MANY = 10_000;
  private static final int ROUNDS = 5;

  private PlanningBenchmarks() {}

  static void run(Scoreboard scores) throws IOException, InterruptedException {
    double few = measure(FEW, null);
    double many = measure(MANY, scores);
    scores.reported("provisioning.plan.10000-keys.seconds", many);
    scores.atMost("provisioning.plan.10000-vs-1000", many / few, 12);
  }

  private static double measure(int keys, @Nullable Scoreboard scores)
      throws IOException, InterruptedException {
    Process emulator = launch(keys);
    try {
      URI uri = uriOf(emulator);
      fill(uri, keys);
      ExternalKeyClient client =
          TencentExternalKeyClient.connect(new Credential(ID, KEY), "ap-guangzhou", uri);
      List<DesiredKey> desired = desired(keys);
      double[] seconds = new double[ROUNDS];
      for (int round = -2; round < ROUNDS; round++) {
        double taken = planSeconds(client, desired);
        if (round >= 0) {
          seconds[round] = taken;
        }
      }
      if (scores != null) {
        scores.atMost("provisioning.plan.10000-keys.live-heap-mib", heap(client, desired), 64);
      }
      return Medians.of(seconds);
    } finally {
      emulator.destroyForcibly().waitFor();
    }
  }

  private static double planSeconds(ExternalKeyClient client, List<DesiredKey> desired) {
    long start = System.nanoTime();
    Plan plan = Provisioner.using(client).plan(desired);
    double seconds = (System.nanoTime() - start) / 1e9;
    if (plan.steps().size() != desired.size() || plan.isFinished()) {
      throw new IllegalStateException("Unexpected plan: " + plan.steps().size() + " steps");
    }
    return seconds;
  }

  /** The plan together with a whole listing, which is more than planning ever holds at once. */
  private static double heap(ExternalKeyClient client, List<DesiredKey> desired) {
    double before = liveHeapMib();
    Plan plan = Provisioner.using(client).plan(desired);
    List<ExternalKey> listing = client.listAll();
    double after = liveHeapMib();
    if (plan.steps().size() != listing.size()) {
      throw new IllegalStateException("The listing is incomplete: " + listing.size());
    }
    return after - before;
  }

  private static double liveHeapMib() {
    for (int round = 0; round < 3; round++) {
      System.gc();
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1048576.0;
  }

  private static List<DesiredKey> desired(int keys) {
    return IntStream.rangeClosed(1, keys)
        .mapToObj("added-%05d"::formatted)
        .map(
            alias ->
                DesiredKey.of(
                    alias, () -> ProvisioningBenchmarks.material(1), DesiredValidity.never()))
        .toList();
  }

  private static Process launch(int quota) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            "dev.byok.testkit.Main",
            "--port",
            "0",
            "--secret-id",
            ID,
            "--secret-key",
            KEY,
            "--quota",
            String.valueOf(quota),
            "--rate-limits",
            "none")
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static URI uriOf(Process emulator) throws IOException {
    String ready = emulator.inputReader(StandardCharsets.UTF_8).readLine();
    return URI.create(ready.substring(ready.indexOf("http://")));
  }

  private static void fill(URI uri, int keys) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(uri.resolve("/__admin/keys"))
            .POST(HttpRequest.BodyPublishers.ofString("{\"count\":" + keys + "}"))
            .build();
    int status =
        HttpClient.newHttpClient()
            .send(request, HttpResponse.BodyHandlers.discarding())
            .statusCode();
    if (status != 200) {
      throw new IllegalStateException("The emulator answered " + status + " to the filling.");
    }
  }
}
