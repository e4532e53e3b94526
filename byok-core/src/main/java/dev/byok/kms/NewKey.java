package dev.byok.kms;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What an external CMK to be created shall be called and carry. Immutable; each {@code with…}
 * method returns a changed copy.
 *
 * @param alias its name, unique in account and region; the adapter checks the service's rule
 * @param description free text, empty by default; the adapter checks the service's limit
 * @param tags tag keys and values in order, none by default
 * @param clusterId the HSM cluster that shall hold the key; empty for the shared edition
 */
public record NewKey(
    String alias, String description, Map<String, String> tags, Optional<String> clusterId) {

  /**
   * Copies the tags.
   *
   * @throws NullPointerException if a part, a tag key or a tag value is null
   */
  public NewKey {
    Objects.requireNonNull(alias, "alias");
    Objects.requireNonNull(description, "description");
    Objects.requireNonNull(clusterId, "clusterId");
    tags.forEach((key, value) -> Objects.requireNonNull(value, Objects.requireNonNull(key, "tag")));
    tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
  }

  /**
   * A key with an alias and nothing else.
   *
   * @param alias its name
   * @return the wish
   */
  public static NewKey named(String alias) {
    return new NewKey(alias, "", Map.of(), Optional.empty());
  }

  /**
   * Adds a description.
   *
   * @param text the text in place of the one before
   * @return a changed copy
   */
  public NewKey withDescription(String text) {
    return new NewKey(alias, text, tags, clusterId);
  }

  /**
   * Adds a tag, or replaces the value of the tag with that key.
   *
   * @param key the tag's key
   * @param value the tag's value
   * @return a changed copy
   */
  public NewKey withTag(String key, String value) {
    Map<String, String> more = new LinkedHashMap<>(tags);
    more.put(key, value);
    return new NewKey(alias, description, more, clusterId);
  }

  /**
   * Puts the key into an HSM cluster.
   *
   * @param id the cluster's id
   * @return a changed copy
   */
  public NewKey withCluster(String id) {
    return new NewKey(alias, description, tags, Optional.of(id));
  }
}
