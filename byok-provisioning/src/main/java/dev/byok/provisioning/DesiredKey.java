package dev.byok.provisioning;

import dev.byok.WrappingAlgorithm;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * An external key that must exist, with its material, under its alias. Immutable; each {@code
 * with…} method returns a changed copy.
 *
 * <p>Description and tags count when the key is created; later runs leave those of existing keys
 * alone.
 *
 * @param alias its name, which finds it again in every run; the KMS's rule for aliases applies
 * @param material where its material rests
 * @param validity how long the material shall live
 * @param algorithm how the material is wrapped, RSAES_OAEP_SHA_256 by default
 * @param description free text, empty by default; with the mark below it at most 1024 bytes
 * @param tags tag keys and values in order, none by default
 */
public record DesiredKey(
    String alias,
    MaterialSource material,
    DesiredValidity validity,
    WrappingAlgorithm algorithm,
    String description,
    Map<String, String> tags) {

  /**
   * Copies the tags.
   *
   * @throws IllegalArgumentException if the last line of the description looks like a mark
   */
  public DesiredKey {
    Objects.requireNonNull(alias, "alias");
    Objects.requireNonNull(material, "material");
    Objects.requireNonNull(validity, "validity");
    Objects.requireNonNull(algorithm, "algorithm");
    tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
    if (CheckValueMark.in(description).isPresent()) {
      throw new IllegalArgumentException(
          "The last line of the description of '"
              + alias
              + "' reads like the mark that provisioning writes itself. Leave it out.");
    }
  }

  /**
   * A key with nothing but what it needs.
   *
   * @param alias its name
   * @param material where its material rests
   * @param validity how long the material shall live; always said, never defaulted
   * @return the wish
   */
  public static DesiredKey of(String alias, MaterialSource material, DesiredValidity validity) {
    return new DesiredKey(
        alias, material, validity, WrappingAlgorithm.RSAES_OAEP_SHA_256, "", Map.of());
  }

  /**
   * Changes the algorithm.
   *
   * @param algorithm how the material is wrapped
   * @return a changed copy
   */
  public DesiredKey withAlgorithm(WrappingAlgorithm algorithm) {
    return new DesiredKey(alias, material, validity, algorithm, description, tags);
  }

  /**
   * Changes the validity.
   *
   * @param validity how long the material shall live
   * @return a changed copy
   */
  public DesiredKey withValidity(DesiredValidity validity) {
    return new DesiredKey(alias, material, validity, algorithm, description, tags);
  }

  /**
   * Changes the description.
   *
   * @param text free text for a new key
   * @return a changed copy
   */
  public DesiredKey withDescription(String text) {
    return new DesiredKey(alias, material, validity, algorithm, text, tags);
  }

  /**
   * Adds a tag, or replaces the value of the tag with that key.
   *
   * @param key the tag's key
   * @param value the tag's value
   * @return a changed copy
   */
  public DesiredKey withTag(String key, String value) {
    Map<String, String> more = new LinkedHashMap<>(tags);
    more.put(key, value);
    return new DesiredKey(alias, material, validity, algorithm, description, more);
  }

  /** Returns the alias, validity and algorithm; a source might say where material rests. */
  @Override
  public String toString() {
    return "DesiredKey[" + alias + ", " + validity + ", " + algorithm + "]";
  }
}
