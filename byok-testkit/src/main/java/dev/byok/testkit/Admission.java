package dev.byok.testkit;

import com.google.gson.JsonObject;
import java.util.Optional;

/** A request that passed the gateway: what to do, for whom, and what shall go wrong with it. */
record Admission(
    Action action, Parameters parameters, String region, Exchange exchange, Optional<Fault> fault) {

  /** The fault that takes the place of carrying the request out. */
  Optional<Fault> obstacle() {
    return fault.filter(met -> !met.kind().carriedOut());
  }

  JsonObject carryOut(Account account) {
    boolean tagsFail = fault.filter(met -> met.kind() == Fault.Kind.TAG_FAILURE).isPresent();
    return account.perform(action, parameters, new Call.Setting(region, tagsFail));
  }
}
