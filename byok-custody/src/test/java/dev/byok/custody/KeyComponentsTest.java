package dev.byok.custody;

import static dev.byok.KeySpec.AES_256;
import static dev.byok.KeySpec.SM4_128;
import static dev.byok.custody.KeyComponentException.Reason.FOREIGN;
import static dev.byok.custody.KeyComponentException.Reason.MISSING;
import static dev.byok.custody.KeyComponentException.Reason.REPEATED;
import static dev.byok.custody.KeyComponentException.Reason.WRONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.byok.KeyCheckValue;
import dev.byok.KeyMaterial;
import dev.byok.KeySpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KeyComponentsTest {
  @ParameterizedTest
  @EnumSource
  void bring_the_key_back_for_every_count_and_order(KeySpec spec) {
    for (int count = 2; count <= 9; count++) {
      List<KeyComponent> parts = new ArrayList<>(split(spec, count));
      Collections.reverse(parts);

      assertCombined(parts, spec);
    }
  }

  @Test
  void are_closed_by_combining() {
    List<KeyComponent> parts = split(AES_256, 3);

    KeyComponents.combine(parts).close();

    for (KeyComponent each : parts) {
      assertThat(each.part()).hasToString("KeyMaterial[closed]");
      assertThatIllegalStateException().isThrownBy(each::toText);
    }
    assertThatIllegalStateException().isThrownBy(() -> KeyComponents.combine(parts));
  }

  @Test
  void are_random_parts_with_their_own_check_values() {
    List<KeyComponent> first = split(AES_256, 3);
    List<KeyComponent> second = split(AES_256, 3);

    assertThat(first).extracting(KeyComponent::index).containsExactly(1, 2, 3);
    assertThat(first).extracting(KeyComponent::groupId).containsOnly(first.get(0).groupId());
    assertThat(first.get(0).groupId()).isNotEqualTo(second.get(0).groupId());
    assertThat(first)
        .extracting(KeyComponent::keyCheckValue)
        .hasToString("[AES:f29000, AES:f29000, AES:f29000]");
    assertThat(List.of(first.get(0), first.get(1), first.get(2), second.get(0), second.get(1)))
        .extracting(KeyComponent::checkValue)
        .doesNotHaveDuplicates()
        .doesNotContain(new KeyCheckValue(AES_256, "f29000"));
    assertThat(first.get(1).toString())
        .isEqualTo("KeyComponent[2/3 of AES:f29000, group " + first.get(0).groupId() + "]");
  }

  @Test
  void that_are_missing_are_named_and_the_others_stay_usable() {
    List<KeyComponent> parts = split(AES_256, 4);

    assertRefused(MISSING, parts.get(3), parts.get(1)).hasMessageContaining("[1, 3]");
    assertRefused(MISSING).hasMessageContaining("no parts");
    assertCombined(parts, AES_256);
  }

  @Test
  void that_are_repeated_are_named() {
    List<KeyComponent> parts = split(AES_256, 2);
    KeyComponent again = KeyComponent.takeFrom(parts.get(1).toText());

    assertRefused(REPEATED, parts.get(0), parts.get(1), again).hasMessageContaining("Part 2");
    assertRefused(REPEATED, parts.get(1), again);
  }

  @Test
  void of_another_splitting_are_told_apart_even_if_the_key_is_the_same() {
    List<KeyComponent> parts = split(AES_256, 2);
    List<KeyComponent> others = split(AES_256, 2);

    assertRefused(FOREIGN, parts.get(0), others.get(1))
        .hasMessageContaining(parts.get(0).groupId())
        .hasMessageContaining(others.get(0).groupId());
  }

  @Test
  void that_contradict_each_other_are_told_apart() {
    List<KeyComponent> parts = split(AES_256, 2);
    KeyGroup group = parts.get(0).group();
    KeyGroup ofThree = new KeyGroup(group.id(), 3, group.keyCheckValue());
    KeyComponent otherCount = new KeyComponent(2, ofThree, KeyMaterial.generate(AES_256));
    KeyComponent otherBytes = new KeyComponent(2, group, KeyMaterial.generate(AES_256));

    assertRefused(WRONG, parts.get(0), otherCount).hasMessageContaining("contradict");
    assertRefused(WRONG, parts.get(0), parts.get(1), otherBytes).hasMessageContaining("number 2");
  }

  @Test
  void that_make_another_key_or_none_give_nothing() {
    List<KeyComponent> parts = split(SM4_128, 2);
    KeyGroup group = parts.get(0).group();
    KeyComponent invented = new KeyComponent(2, group, KeyMaterial.generate(SM4_128));
    KeyComponent same = KeyComponent.takeFrom(parts.get(0).toText());
    KeyComponent cancels = new KeyComponent(2, group, KeyMaterial.takeFrom(bytesOf(same), SM4_128));

    assertRefused(WRONG, parts.get(0), invented).hasMessageContaining("check value SM4:");
    assertRefused(WRONG, parts.get(0), cancels).hasMessageContaining("equal bytes");
  }

  @Test
  void are_2_to_9_of_open_material() {
    KeyMaterial material = Samples.material(AES_256);

    assertThatIllegalArgumentException().isThrownBy(() -> KeyComponents.split(material, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> KeyComponents.split(material, 10));
    material.close();
    assertThatIllegalStateException().isThrownBy(() -> KeyComponents.split(material, 2));
  }

  private static List<KeyComponent> split(KeySpec spec, int count) {
    try (KeyMaterial material = Samples.material(spec)) {
      return KeyComponents.split(material, count);
    }
  }

  private static byte[] bytesOf(KeyComponent component) {
    return component.part().expose(byte[]::clone);
  }

  private static void assertCombined(List<KeyComponent> parts, KeySpec spec) {
    try (KeyMaterial key = KeyComponents.combine(parts)) {
      assertThat(key.<byte[]>expose(byte[]::clone)).isEqualTo(Samples.bytes(spec));
    }
  }

  private static AbstractThrowableAssert<?, ? extends Throwable> assertRefused(
      KeyComponentException.Reason reason, KeyComponent... parts) {
    return assertThatThrownBy(() -> KeyComponents.combine(List.of(parts)))
        .isInstanceOfSatisfying(
            KeyComponentException.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }
}
