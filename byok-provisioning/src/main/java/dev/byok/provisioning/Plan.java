package dev.byok.provisioning;

import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * What a run would do, key by key; {@link #toString()} reads like a report. Immutable, and without
 * secrets.
 *
 * @param plannedAt when the KMS was read, by the provisioner's clock
 * @param steps one for each desired key, in their order
 */
public record Plan(Instant plannedAt, List<PlannedStep> steps) {

  /** Copies the steps. */
  public Plan {
    steps = List.copyOf(steps);
  }

  /**
   * How many steps have that action.
   *
   * @param action the action
   * @return their number
   */
  public int count(StepAction action) {
    return (int) steps.stream().filter(step -> step.action() == action).count();
  }

  /**
   * Whether applying it would change nothing and nothing is blocked.
   *
   * @return true if every key is kept
   */
  public boolean isFinished() {
    return count(StepAction.KEEP) == steps.size();
  }

  /** Returns a summary line, then a line for each key that is not simply kept. */
  @Override
  public String toString() {
    StringBuilder text =
        new StringBuilder("Plan of " + plannedAt + " for " + steps.size() + " keys");
    char separator = ':';
    for (StepAction action : StepAction.values()) {
      text.append(separator).append(' ').append(count(action)).append(' ');
      text.append(action.name().toLowerCase(Locale.ROOT));
      separator = ',';
    }
    steps.stream()
        .filter(step -> step.action() != StepAction.KEEP)
        .forEach(step -> text.append("\n  ").append(step));
    return text.toString();
  }
}
