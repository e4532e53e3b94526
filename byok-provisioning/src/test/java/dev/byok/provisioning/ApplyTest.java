package dev.byok.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.byok.KeyMaterial;
import dev.byok.KeySpec;
import dev.byok.WrappableKey;
import dev.byok.WrappingAlgorithm;
import dev.byok.kms.ImportTokenExpiredException;
import dev.byok.kms.KeyMaterialMismatchException;
import dev.byok.kms.KeyMaterialRejectedException;
import dev.byok.testkit.EmulatedKey;
import dev.byok.testkit.Fault;
import dev.byok.testkit.FaultPlan;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ApplyTest {
  private static final DesiredValidity ROLLING =
      DesiredValidity.rolling(Duration.ofDays(90), Duration.ofDays(30));

  private final Fleet fleet = new Fleet();

  @AfterEach
  void close() {
    fleet.close();
  }

  @Test
  void a_calm_run_sends_three_requests_for_a_key_and_its_proof() {
    provision(fleet.desired(20, DesiredValidity.never()));

    Map<String, Long> counts =
        fleet.actions().stream()
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    assertThat(counts)
        .containsOnly(
            Map.entry("ListKeyDetail", 1L),
            Map.entry("DescribeKey", 1L),
            Map.entry("CreateKey", 20L),
            Map.entry("GetParametersForImport", 20L),
            Map.entry("ImportKeyMaterial", 20L),
            Map.entry("Encrypt", 20L),
            Map.entry("Decrypt", 20L));
  }

  @Test
  void a_second_run_only_reads() {
    List<DesiredKey> keys = fleet.desired(5, ROLLING);
    provision(keys);
    fleet.emulator.clearRequests();

    assertThat(provision(keys).count(Outcome.KEPT)).isEqualTo(5);
    assertThat(fleet.actions()).containsExactly("ListKeyDetail");
  }

  @Test
  void a_renewal_keeps_the_key_enabled_throughout() {
    List<DesiredKey> keys = fleet.desired(3, ROLLING);
    provision(keys);
    fleet.clock.advance(Duration.ofDays(61));

    assertThat(provision(keys).count(Outcome.RENEWED)).isEqualTo(3);
    assertThat(fleet.key("tenant-001").history())
        .extracting(EmulatedKey.StateChange::state)
        .containsExactly(EmulatedKey.State.PENDING_IMPORT, EmulatedKey.State.ENABLED);
  }

  @Test
  void other_material_is_refused_before_a_request_leaves() {
    provision(List.of(fleet.desired("orders", ROLLING), fleet.desired("payments", ROLLING)));
    fleet.clock.advance(Duration.ofDays(61));
    DesiredKey mixedUp = DesiredKey.of("payments", fleet.source("orders"), ROLLING);
    Plan plan = fleet.provisioner().plan(List.of(fleet.desired("orders", ROLLING), mixedUp));
    fleet.emulator.clearRequests();

    KeyResult result = fleet.provisioner().apply(plan, Progress.none()).results().get(1);

    assertThat(result.requests()).isZero();
    assertThat(result.error().orElseThrow())
        .isInstanceOf(KeyMaterialMismatchException.class)
        .hasMessageContaining("is marked for AES:")
        .hasMessageContaining("It is the material of 'orders'");
    assertThat(fleet.count("GetParametersForImport")).isEqualTo(1);
  }

  @Test
  void a_rival_who_creates_the_alias_first_keeps_his_key_empty() {
    AtomicBoolean first = new AtomicBoolean(true);
    fleet.emulator.plan(
        request -> {
          if (request.action().equals("CreateKey") && first.getAndSet(false)) {
            fleet.connect().create("payments");
          }
          return Optional.empty();
        });

    KeyResult result = provision(List.of(fleet.desired("payments", ROLLING))).results().get(0);

    assertThat(result.outcome()).isEqualTo(Outcome.BLOCKED);
    assertThat(result.toString()).contains("alias of a stranger");
    assertThat(fleet.emulator.materialOf(fleet.key("payments").id())).isEmpty();
    assertThat(fleet.actions()).doesNotContain("GetParametersForImport", "ImportKeyMaterial");
  }

  @Test
  void a_lost_answer_to_a_creation_makes_no_second_key() {
    fleet.emulator.script(Fault.dropResponse("CreateKey"));

    ProvisioningReport report = provision(List.of(fleet.desired("payments", ROLLING)));

    assertThat(report.isFinished()).as(report.toString()).isTrue();
    assertThat(fleet.emulator.keys()).hasSize(1);
  }

  @Test
  void a_lost_answer_leaves_a_stranger_behind_when_marks_are_off() {
    fleet.emulator.script(Fault.dropResponse("CreateKey"));
    Provisioner markless = fleet.provisioner().with(fleet.options(1).withoutMark());

    ProvisioningReport report =
        markless.provision(List.of(fleet.desired("payments", ROLLING)), Progress.none());

    assertThat(report.count(Outcome.BLOCKED)).isEqualTo(1);
    assertThat(fleet.key("payments").description()).isEmpty();
  }

  @Test
  void a_rival_who_imports_all_the_time_is_named_in_the_end() {
    AtomicBoolean rivalAtWork = new AtomicBoolean();
    fleet.emulator.plan(request -> interfere(request, rivalAtWork));

    KeyResult result = provision(List.of(fleet.desired("payments", ROLLING))).results().get(0);

    assertThat(result.error().orElseThrow())
        .isInstanceOf(ImportTokenExpiredException.class)
        .hasMessageContaining("void 5 times")
        .hasMessageContaining("Somebody else fetches parameters");
  }

  private Optional<Fault.Kind> interfere(FaultPlan.Incoming request, AtomicBoolean atWork) {
    if (request.action().equals("ImportKeyMaterial") && atWork.compareAndSet(false, true)) {
      fleet
          .connect()
          .parametersForImport(
              dev.byok.KeyId.of(request.keyId().orElseThrow()),
              WrappingAlgorithm.RSAES_OAEP_SHA_256);
      atWork.set(false);
    }
    return Optional.empty();
  }

  @Test
  void a_failed_key_does_not_stop_the_others() {
    MaterialSource broken =
        () -> {
          throw new IllegalStateException("the safe is locked");
        };
    List<DesiredKey> keys = new ArrayList<>(fleet.desired(2, ROLLING));
    keys.add(1, DesiredKey.of("broken", broken, ROLLING));

    ProvisioningReport report = provision(keys);

    assertThat(report.results())
        .extracting(KeyResult::outcome)
        .containsExactly(Outcome.CREATED, Outcome.FAILED, Outcome.CREATED);
    assertThat(report.toString()).contains("the safe is locked");
    assertThat(fleet.emulator.keys()).hasSize(2);
  }

  @Test
  void material_of_the_wrong_size_leaves_one_half_made_key_at_most() {
    MaterialSource sm4 = () -> KeyMaterial.generate(KeySpec.SM4_128);
    List<DesiredKey> keys =
        fleet.desired(10, ROLLING).stream()
            .map(key -> DesiredKey.of(key.alias(), sm4, ROLLING))
            .toList();

    ProvisioningReport report =
        fleet
            .provisioner()
            .with(fleet.options(1).withParallelism(8))
            .provision(keys, Progress.none());

    assertThat(report.results())
        .allSatisfy(
            result ->
                assertThat(result.error().orElseThrow())
                    .isInstanceOf(KeyMaterialRejectedException.class));
    assertThat(fleet.emulator.keys()).hasSize(1);
  }

  @Test
  void a_home_without_check_values_is_reported_as_not_checked() {
    MaterialSource silent = () -> withoutCheckValue(fleet.source("payments").open());
    List<DesiredKey> keys = List.of(DesiredKey.of("payments", silent, ROLLING));

    KeyResult created = provision(keys).results().get(0);
    fleet.clock.advance(Duration.ofDays(61));
    KeyResult renewed = provision(keys).results().get(0);

    assertThat(created.outcome()).isEqualTo(Outcome.CREATED);
    assertThat(renewed.outcome()).isEqualTo(Outcome.RENEWED);
    assertThat(renewed.materialCheck()).isEqualTo(KeyResult.MaterialCheck.NOT_CHECKED);
    assertThat(renewed.toString()).contains("material not checked");
    assertThat(fleet.key("payments").description()).isEqualTo("byok:kcv=none");
  }

  /** A key that acts like one in an HSM that makes no check values. */
  private static WrappableKey withoutCheckValue(WrappableKey key) {
    return (WrappableKey)
        Proxy.newProxyInstance(
            ApplyTest.class.getClassLoader(),
            new Class<?>[] {WrappableKey.class},
            (proxy, method, arguments) ->
                method.getName().equals("checkValue")
                    ? Optional.empty()
                    : method.invoke(key, arguments));
  }

  @Test
  void missing_tags_are_noted_and_the_key_is_finished() {
    fleet.emulator.script(Fault.tagFailure());
    DesiredKey tagged = fleet.desired("payments", ROLLING).withTag("team", "blue");

    ProvisioningReport report = provision(List.of(tagged));

    assertThat(report.isFinished()).as(report.toString()).isTrue();
    assertThat(report.toString()).contains("created without its tags {team=blue}");
  }

  @Test
  void progress_is_told_in_order() {
    fleet.emulator.script(Fault.badGateway("ImportKeyMaterial"));
    List<String> events = new ArrayList<>();

    fleet
        .provisioner()
        .provision(
            List.of(fleet.desired("payments", ROLLING)),
            event -> events.add(event.getClass().getSimpleName()));

    assertThat(events).containsExactly("Planned", "Started", "Retried", "Done");
  }

  @Test
  void a_listener_that_throws_disturbs_nothing() {
    ProvisioningReport report =
        fleet
            .provisioner()
            .provision(
                fleet.desired(2, ROLLING),
                event -> {
                  throw new IllegalStateException("no terminal");
                });

    assertThat(report.isFinished()).isTrue();
  }

  @Test
  void interrupting_stops_without_another_request() throws InterruptedException {
    CountDownLatch waiting = new CountDownLatch(1);
    Sleeper endless =
        span -> {
          waiting.countDown();
          new CountDownLatch(1).await();
        };
    fleet.emulator.script(Fault.throttle("CreateKey").times(100));
    ProvisionerOptions options = fleet.options(1).withTime(fleet.clock, endless);
    List<ProvisioningReport> reports = new ArrayList<>();
    List<Boolean> flags = new ArrayList<>();
    Thread run =
        new Thread(
            () -> {
              Provisioner provisioner = fleet.provisioner().with(options);
              reports.add(provisioner.provision(fleet.desired(5, ROLLING), Progress.none()));
              flags.add(Thread.currentThread().isInterrupted());
            });
    run.start();
    waiting.await();
    run.interrupt();
    run.join(10_000);

    assertThat(reports).singleElement().satisfies(this::isInterrupted);
    assertThat(flags).containsExactly(true);
    assertThat(fleet.count("CreateKey")).isEqualTo(1);
  }

  private void isInterrupted(ProvisioningReport report) {
    assertThat(report.count(Outcome.INTERRUPTED)).as(report.toString()).isEqualTo(5);
  }

  @Test
  void throttling_slows_the_run_down_and_it_recovers() {
    provision(List.of(fleet.desired("first", ROLLING)));
    fleet.emulator.clearRequests();
    fleet.emulator.script(Fault.throttle("CreateKey").times(3));

    assertThat(provision(fleet.desired(60, ROLLING)).isFinished()).isTrue();

    List<Instant> created =
        fleet.emulator.requests().stream()
            .filter(request -> request.action().equals("CreateKey"))
            .filter(request -> request.outcome().equals("ok"))
            .map(request -> request.at())
            .toList();
    assertThat(gap(created, 1)).isGreaterThan(Duration.ofMillis(70));
    assertThat(gap(created, 59)).isBetween(Duration.ofMillis(9), Duration.ofMillis(12));
  }

  private static Duration gap(List<Instant> times, int index) {
    return Duration.between(times.get(index - 1), times.get(index));
  }

  private ProvisioningReport provision(List<DesiredKey> keys) {
    return fleet.provisioner().provision(keys, Progress.none());
  }
}
