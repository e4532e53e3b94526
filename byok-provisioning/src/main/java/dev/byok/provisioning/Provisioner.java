package dev.byok.provisioning;

import dev.byok.KeyId;
import dev.byok.kms.ExternalKey;
import dev.byok.kms.ExternalKeyClient;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Brings the external keys of one account and region into their desired state.
 *
 * <p>A run may be repeated at any time, and may be killed at any time: what is missing is created
 * and imported, what is due is renewed with the same material and never loses it meanwhile, what is
 * finished is left alone, what is doubtful is reported and not touched. Nothing is ever deleted,
 * disabled or enabled.
 *
 * <p>Immutable and thread-safe. Two runs over the same keys at the same time do no harm, but void
 * each other's parameters and take longer.
 */
public final class Provisioner {
  private final ExternalKeyClient client;
  private final ProvisionerOptions options;
  private final Map<String, KeyId> adopted;

  private Provisioner(
      ExternalKeyClient client, ProvisionerOptions options, Map<String, KeyId> adopted) {
    this.client = Objects.requireNonNull(client, "client");
    this.options = Objects.requireNonNull(options, "options");
    this.adopted = adopted;
  }

  /**
   * A provisioner with {@linkplain ProvisionerOptions#defaults() default options}.
   *
   * @param client the keys' account and region
   * @return the provisioner
   */
  public static Provisioner using(ExternalKeyClient client) {
    return new Provisioner(client, ProvisionerOptions.defaults(), Map.of());
  }

  /**
   * The same provisioner with other options.
   *
   * @param options how it works
   * @return a changed copy
   */
  public Provisioner with(ProvisionerOptions options) {
    return new Provisioner(client, options, adopted);
  }

  /**
   * Declares a key to be ours that its mark does not show to be: one created by hand, or with marks
   * switched off.
   *
   * <p>It must have the alias. Its mark is written before material is imported into it if it holds
   * none, and after an import has shown that it holds the right material if it holds some. A mark
   * for other material is overridden only while the key holds none.
   *
   * @param alias a desired key's alias
   * @param keyId the key to be taken over under that alias
   * @return a changed copy
   */
  public Provisioner adopt(String alias, KeyId keyId) {
    Map<String, KeyId> more = new HashMap<>(adopted);
    more.put(Objects.requireNonNull(alias, "alias"), Objects.requireNonNull(keyId, "keyId"));
    return new Provisioner(client, options, Collections.unmodifiableMap(more));
  }

  /**
   * Compares the desired keys with those in the KMS. Reads only, with one request for each 200 keys
   * of the account, and opens no material.
   *
   * @param desired the keys that must exist
   * @return what is to be done about each, in their order
   * @throws IllegalArgumentException if two desired keys have the same alias
   * @throws dev.byok.kms.KmsException if the keys cannot be listed
   * @throws java.util.concurrent.CancellationException if the thread is interrupted
   */
  public Plan plan(Collection<DesiredKey> desired) {
    Set<String> aliases = aliasesOf(desired);
    KnownEdition edition = new KnownEdition();
    Map<String, ExternalKey> found = list(aliases, edition);
    Instant now = options.clock().instant();
    Judge judge = rules(edition).judge();
    return new Plan(now, desired.stream().map(key -> judge(judge, key, found, now)).toList());
  }

  private RunRules rules(KnownEdition edition) {
    return new RunRules(options.mark(), adopted, edition, options.drillRule());
  }

  private static PlannedStep judge(
      Judge judge, DesiredKey desired, Map<String, ExternalKey> found, Instant now) {
    return judge.judge(
        desired,
        Optional.ofNullable(found.get(desired.alias())),
        desired.material().statedCheckValue(),
        now);
  }

  private static Set<String> aliasesOf(Collection<DesiredKey> desired) {
    Set<String> aliases = new HashSet<>();
    for (DesiredKey key : desired) {
      if (!aliases.add(key.alias())) {
        throw new IllegalArgumentException(
            "Two desired keys have the alias '" + key.alias() + "'.");
      }
    }
    return aliases;
  }

  private Map<String, ExternalKey> list(Set<String> aliases, KnownEdition edition) {
    List<ExternalKey> all = listAll();
    edition.learnFrom(all);
    Map<String, ExternalKey> found = new HashMap<>();
    for (ExternalKey key : all) {
      if (aliases.contains(key.alias())) {
        found.put(key.alias(), key);
      }
    }
    return found;
  }

  private List<ExternalKey> listAll() {
    Requests requests = new Requests(options, new Stop(), new Announcer(Progress.none()));
    KeyWork work = new KeyWork("", options.clock());
    return requests.send(work, RequestKind.LIST, client::listAll);
  }

  /**
   * Carries out a plan. A key that fails does not stop the others.
   *
   * <p>If the calling thread is interrupted, waits end at once and no further request leaves;
   * requests under way are given 5 seconds to be answered. The report then says which keys are
   * unfinished, and the thread's interrupt flag is set again.
   *
   * @param plan from {@link #plan}; the fresher the better
   * @param progress is told how it goes on
   * @return what was done about each key
   */
  public ProvisioningReport apply(Plan plan, Progress progress) {
    Stop stop = new Stop();
    Announcer announcer = new Announcer(progress);
    Requests requests = new Requests(options, stop, announcer);
    KnownEdition edition = new KnownEdition();
    edition.learnFrom(plan.steps().stream().flatMap(step -> step.key().stream()).toList());
    KeyRun keys = new KeyRun(client, options, requests, rules(edition));
    return new Run(keys, options.clock(), stop, announcer).apply(plan, options.parallelism());
  }

  /**
   * Plans and applies: the one call for a scheduler.
   *
   * @param desired the keys that must exist
   * @param progress is told how it goes on
   * @return what was done about each key
   * @throws IllegalArgumentException if two desired keys have the same alias
   * @throws dev.byok.kms.KmsException if the keys cannot be listed
   * @throws java.util.concurrent.CancellationException if the thread is interrupted while planning
   */
  public ProvisioningReport provision(Collection<DesiredKey> desired, Progress progress) {
    return apply(plan(desired), progress);
  }

  /**
   * Reads when the material of every external key ends, whether it is desired by anybody or not.
   *
   * @return the keys, soonest end first
   * @throws dev.byok.kms.KmsException if the keys cannot be listed
   * @throws java.util.concurrent.CancellationException if the thread is interrupted
   */
  public ExpiryReport expiries() {
    return ExpiryReport.of(listAll(), options.clock().instant());
  }
}
