package dev.byok.testkit;

import com.google.gson.JsonObject;
import dev.byok.testkit.EmulatedKey.Origin;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Lists metadata of keys, filtered and in pages (CN/34416). */
final class ListKeyDetail implements Action {
  private static final String ALL = "ALL";

  @Override
  public Set<String> parameters() {
    return Set.of(
        "Offset",
        "Limit",
        "Role",
        "OrderType",
        "KeyState",
        "SearchKeyAlias",
        "Origin",
        "KeyUsage",
        "TagFilters",
        "HsmClusterId");
  }

  @Override
  public JsonObject perform(Call call) {
    Predicate<Cmk> wanted =
        Stream.of(
                state(call.parameters()),
                text(call.parameters()),
                origin(call.parameters()),
                usage(call.parameters()),
                tags(call.parameters()))
            .reduce(key -> true, Predicate::and);
    List<Cmk> found = new ArrayList<>(ListKeys.newestFirst(call));
    found.removeIf(wanted.negate());
    if (Choice.upTo(1, "OrderType", call.parameters()) == 1) {
      Collections.reverse(found);
    }
    JsonObject json = new JsonObject();
    json.addProperty("TotalCount", found.size());
    json.add(
        "KeyMetadatas",
        KeyMetadata.of(Page.of(call.parameters()).of(found), call.options().edition()));
    return json;
  }

  private static Predicate<Cmk> state(Parameters parameters) {
    long number = Choice.upTo(5, "KeyState", parameters);
    return key -> number == 0 || key.state().filter() == number;
  }

  /** Fuzzy: any part of id or alias, in any case. Who needs one key must compare for himself. */
  private static Predicate<Cmk> text(Parameters parameters) {
    String part = parameters.optionalString("SearchKeyAlias").orElse("").toLowerCase(Locale.ROOT);
    return key -> key.id().contains(part) || key.alias().toLowerCase(Locale.ROOT).contains(part);
  }

  private static Predicate<Cmk> origin(Parameters parameters) {
    String origin = parameters.optionalText("Origin").orElse(ALL);
    if (origin.equals(ALL)) {
      return key -> true;
    }
    if (Stream.of(Origin.values()).noneMatch(known -> known.name().equals(origin))) {
      throw ApiError.invalidParameter("Origin is TENCENT_KMS, EXTERNAL or ALL.");
    }
    return key -> key.identity().origin().name().equals(origin);
  }

  private static Predicate<Cmk> usage(Parameters parameters) {
    String usage = parameters.optionalText("KeyUsage").orElse(CmkIdentity.ENCRYPT_DECRYPT);
    if (!usage.equals(ALL) && !KeyUsages.isKnown(usage)) {
      throw ApiError.invalidParameter("No such KeyUsage.");
    }
    return key -> usage.equals(ALL) || key.identity().usage().equals(usage);
  }

  private static Predicate<Cmk> tags(Parameters parameters) {
    List<Tags.Filter> filters = Tags.filters(parameters);
    return key -> filters.stream().allMatch(filter -> filter.matches(key));
  }
}
