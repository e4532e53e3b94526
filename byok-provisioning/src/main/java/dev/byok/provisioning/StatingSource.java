package dev.byok.provisioning;

import dev.byok.KeyCheckValue;
import dev.byok.WrappableKey;
import java.util.Optional;

/** A source whose check value somebody else has stated. */
record StatingSource(MaterialSource source, KeyCheckValue checkValue) implements MaterialSource {

  @Override
  public WrappableKey open() {
    return source.open();
  }

  @Override
  public Optional<KeyCheckValue> statedCheckValue() {
    return Optional.of(checkValue);
  }
}
