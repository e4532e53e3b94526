package dev.byok.custody;

import static dev.byok.custody.KeyComponentException.Reason.FOREIGN;
import static dev.byok.custody.KeyComponentException.Reason.MISSING;
import static dev.byok.custody.KeyComponentException.Reason.REPEATED;
import static dev.byok.custody.KeyComponentException.Reason.WRONG;

import dev.byok.KeyCheckValue;
import dev.byok.KeyMaterial;
import dev.byok.KeySpec;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Splits a key into parts for several custodians, and brings the parts together: exclusive or, as
 * HSM ceremonies do it. All parts are needed; fewer say nothing about the key.
 */
public final class KeyComponents {
  private static final int MIN_COUNT = 2;
  private static final int MAX_COUNT = 9;

  private KeyComponents() {}

  /**
   * Splits a key. All parts but the last are drawn at random.
   *
   * @param material what to split; it stays open and the caller's to close
   * @param count how many parts, 2 to 9
   * @return the parts in order, to be closed by the caller
   * @throws IllegalArgumentException if the count is outside 2 to 9
   * @throws IllegalStateException if the material is closed
   */
  public static List<KeyComponent> split(KeyMaterial material, int count) {
    if (count < MIN_COUNT || count > MAX_COUNT) {
      throw new IllegalArgumentException("A key is split into 2 to 9 parts, not " + count + ".");
    }
    KeyCheckValue whole = material.checkValue().orElseThrow();
    KeyGroup group = new KeyGroup(drawId(), count, whole);
    byte[] rest = material.expose(byte[]::clone);
    List<KeyComponent> parts = new ArrayList<>();
    try {
      while (parts.size() < count - 1) {
        KeyMaterial random = KeyMaterial.generate(material.spec());
        parts.add(new KeyComponent(parts.size() + 1, group, random));
        addTo(rest, random);
      }
      parts.add(new KeyComponent(count, group, KeyMaterial.takeFrom(rest, material.spec())));
      return List.copyOf(parts);
    } finally {
      Arrays.fill(rest, (byte) 0);
    }
  }

  /**
   * Brings all parts together. Everything that can be told from the parts is checked before they
   * are combined.
   *
   * @param parts all parts of one splitting, in any order; closed on success, left open on failure
   *     so that one can be added or replaced
   * @return the key, whose check value is the one that every part names; to be closed by the caller
   * @throws KeyComponentException if parts are missing, repeated, foreign, or do not make that key
   * @throws IllegalStateException if a part is closed
   */
  public static KeyMaterial combine(Collection<KeyComponent> parts) {
    List<KeyComponent> all = List.copyOf(parts);
    requireOneGroup(all);
    requireComplete(all);
    KeyMaterial key = exclusiveOr(all);
    all.forEach(KeyComponent::close);
    return key;
  }

  private static void requireOneGroup(List<KeyComponent> parts) {
    if (parts.isEmpty()) {
      throw new KeyComponentException(MISSING, "There are no parts at all.");
    }
    KeyGroup first = parts.get(0).group();
    for (KeyComponent each : parts) {
      if (!each.groupId().equals(first.id())) {
        throw new KeyComponentException(
            FOREIGN,
            "These parts come from different splittings: "
                + parts
                + ". Keep those with one group, and find the others of that group.");
      }
      if (!each.group().equals(first)) {
        throw new KeyComponentException(
            WRONG,
            "These parts have one group and contradict each other in count or check value: "
                + parts
                + ". Compare them with the paper.");
      }
    }
  }

  private static void requireComplete(List<KeyComponent> parts) {
    TreeMap<Integer, KeyCheckValue> seen = new TreeMap<>();
    for (KeyComponent each : parts) {
      KeyCheckValue before = seen.put(each.index(), each.checkValue());
      if (before != null && before.equals(each.checkValue())) {
        throw new KeyComponentException(
            REPEATED, "Part " + each.index() + " was given twice. Leave one of them out.");
      }
      if (before != null) {
        throw new KeyComponentException(
            WRONG,
            "Two parts have the number "
                + each.index()
                + " and different check values. Compare both with the paper.");
      }
    }
    List<Integer> missing = new ArrayList<>();
    for (int index = 1; index <= parts.get(0).count(); index++) {
      if (!seen.containsKey(index)) {
        missing.add(index);
      }
    }
    if (!missing.isEmpty()) {
      throw new KeyComponentException(
          MISSING, "Of " + parts.get(0).count() + " parts these are missing: " + missing + ".");
    }
  }

  private static KeyMaterial exclusiveOr(List<KeyComponent> parts) {
    KeySpec spec = parts.get(0).spec();
    KeyCheckValue wanted = parts.get(0).keyCheckValue();
    byte[] sum = new byte[spec.lengthBytes()];
    try {
      parts.forEach(each -> addTo(sum, each.part()));
      KeyMaterial key = KeyMaterial.takeFrom(sum, spec);
      if (!key.checkValue().orElseThrow().equals(wanted)) {
        KeyCheckValue actual = key.checkValue().orElseThrow();
        key.close();
        throw wrong("has check value " + actual + ", not " + wanted, null);
      }
      return key;
    } catch (IllegalArgumentException e) {
      throw wrong("has equal bytes only, which is no key", e);
    } finally {
      Arrays.fill(sum, (byte) 0);
    }
  }

  private static KeyComponentException wrong(String what, @Nullable Throwable cause) {
    return new KeyComponentException(
        WRONG,
        "Every part is complete in itself, but what they make together "
            + what
            + ". One of them was not made in this splitting: compare all with the paper.",
        cause);
  }

  private static void addTo(byte[] sum, KeyMaterial part) {
    part.<byte[]>expose(
        bytes -> {
          for (int i = 0; i < sum.length; i++) {
            sum[i] ^= bytes[i];
          }
          return sum;
        });
  }

  private static String drawId() {
    byte[] id = new byte[4];
    new SecureRandom().nextBytes(id);
    return HexFormat.of().formatHex(id);
  }
}
