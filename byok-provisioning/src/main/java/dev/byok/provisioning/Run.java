package dev.byok.provisioning;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** One application of a plan: some threads, each working through one key after the other. */
final class Run {
  /** How long an interrupted run waits for answers that are under way. */
  private static final long GRACE_SECONDS = 5;

  private final KeyRun keys;
  private final InstantSource clock;
  private final Stop stop;
  private final Announcer announcer;

  Run(KeyRun keys, InstantSource clock, Stop stop, Announcer announcer) {
    this.keys = keys;
    this.clock = clock;
    this.stop = stop;
    this.announcer = announcer;
  }

  ProvisioningReport apply(Plan plan, int parallelism) {
    Instant startedAt = clock.instant();
    announcer.announce(new ProgressEvent.Planned(plan));
    plan.steps().forEach(keys::remember);
    ExecutorService workers = Executors.newFixedThreadPool(parallelism, Run::worker);
    List<Future<KeyResult>> results = new ArrayList<>(plan.steps().size());
    try {
      plan.steps().forEach(step -> results.add(workers.submit(() -> carryOut(step))));
      awaitAll(results);
    } catch (InterruptedException interrupted) {
      end(workers);
      Thread.currentThread().interrupt();
    } finally {
      end(workers);
    }
    Duration elapsed = Duration.between(startedAt, clock.instant());
    return new ProvisioningReport(startedAt, elapsed, collect(plan, results));
  }

  private static Thread worker(Runnable task) {
    Thread thread = new Thread(task, "byok-provisioning");
    thread.setDaemon(true);
    return thread;
  }

  private static void awaitAll(List<Future<KeyResult>> results) throws InterruptedException {
    for (Future<KeyResult> result : results) {
      try {
        result.get();
      } catch (ExecutionException abandoned) {
        throw abandoned(abandoned);
      }
    }
  }

  /** Work on a key catches every exception, so this is an Error: nothing is sound any more. */
  private static Error abandoned(ExecutionException failure) {
    return failure.getCause() instanceof Error error ? error : new AssertionError(failure);
  }

  /** No request leaves from here on; what was sent may still be answered. */
  private void end(ExecutorService workers) {
    stop.request();
    workers.shutdownNow();
    boolean wasInterrupted = Thread.interrupted();
    try {
      workers.awaitTermination(GRACE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException again) {
      wasInterrupted = true;
    }
    if (wasInterrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private List<KeyResult> collect(Plan plan, List<Future<KeyResult>> results) {
    List<KeyResult> collected = new ArrayList<>(results.size());
    for (int index = 0; index < results.size(); index++) {
      Future<KeyResult> result = results.get(index);
      PlannedStep step = plan.steps().get(index);
      collected.add(result.isDone() && !result.isCancelled() ? answer(result) : unfinished(step));
    }
    return collected;
  }

  private static KeyResult answer(Future<KeyResult> done) {
    try {
      return done.get();
    } catch (InterruptedException | ExecutionException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private KeyResult unfinished(PlannedStep step) {
    return KeyWork.on(step, clock).ended(Outcome.INTERRUPTED);
  }

  private KeyResult carryOut(PlannedStep step) {
    KeyWork work = KeyWork.on(step, clock);
    if (step.action() != StepAction.KEEP && step.action() != StepAction.BLOCKED) {
      announcer.announce(new ProgressEvent.Started(step));
    }
    KeyResult result = finish(step, work);
    announcer.announce(
        result.outcome() == Outcome.FAILED
            ? new ProgressEvent.Failed(result)
            : new ProgressEvent.Done(result));
    return result;
  }

  private KeyResult finish(PlannedStep step, KeyWork work) {
    try {
      return work.ended(keys.perform(step, work));
    } catch (RuntimeException failed) {
      if (stop.isRequested() || failed instanceof Stop.Stopped) {
        return work.ended(Outcome.INTERRUPTED, failed);
      }
      adviseAfter(failed, work);
      return work.ended(Outcome.FAILED, failed);
    } catch (Error fatal) {
      stop.request();
      throw fatal;
    }
  }

  private static void adviseAfter(RuntimeException failed, KeyWork work) {
    if (work.isImported()) {
      work.note(
          "the material is imported; what follows the import failed, and is not repeated by"
              + " later runs unless the key is due");
    } else if (Reaction.to(failed).sendsAgain()) {
      work.note("gave up after the last attempt: run again later");
    }
  }
}
