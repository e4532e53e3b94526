package dev.byok.tencent;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** A small memory that forgets what was not used for longest, so that a client never grows. */
final class Recent {
  private static final int CAPACITY = 10_000;

  private Recent() {}

  static <K, V> Map<K, V> map() {
    return Collections.synchronizedMap(new Bounded<>());
  }

  private static final class Bounded<K, V> extends LinkedHashMap<K, V> {
    private static final long serialVersionUID = 1L;

    Bounded() {
      super(16, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
      return size() > CAPACITY;
    }
  }
}
