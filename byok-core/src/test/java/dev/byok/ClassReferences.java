package dev.byok;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/** Reads from a class file which classes and methods it refers to (JVMS section 4.4). */
final class ClassReferences {
  private final int[] tags;
  private final int[] first;
  private final int[] second;
  private final String[] texts;

  private ClassReferences(DataInputStream file) throws IOException {
    file.readInt();
    file.readInt();
    int count = file.readUnsignedShort();
    tags = new int[count];
    first = new int[count];
    second = new int[count];
    texts = new String[count];
    for (int i = 1; i < count; i++) {
      tags[i] = file.readUnsignedByte();
      readEntry(file, i);
      // Long and double take two places.
      i += tags[i] == 5 || tags[i] == 6 ? 1 : 0;
    }
  }

  /** Names such as {@code java.time.Instant} and {@code java.time.Instant.parse}. */
  static Set<String> of(Path classFile) throws IOException {
    try (InputStream bytes = Files.newInputStream(classFile)) {
      return new ClassReferences(new DataInputStream(bytes)).names();
    }
  }

  private void readEntry(DataInputStream file, int i) throws IOException {
    switch (tags[i]) {
      case 1 -> texts[i] = file.readUTF();
      case 3, 4 -> file.skipNBytes(4);
      case 5, 6 -> file.skipNBytes(8);
      case 7, 8, 16, 19, 20 -> first[i] = file.readUnsignedShort();
      case 9, 10, 11, 12, 17, 18 -> {
        first[i] = file.readUnsignedShort();
        second[i] = file.readUnsignedShort();
      }
      case 15 -> file.skipNBytes(3);
      default -> throw new IOException("Unknown constant of tag " + tags[i]);
    }
  }

  private Set<String> names() {
    Set<String> names = new HashSet<>();
    for (int i = 1; i < tags.length; i++) {
      if (tags[i] == 7) {
        names.add(className(i));
      } else if (tags[i] >= 9 && tags[i] <= 11) {
        names.add(className(first[i]) + "." + texts[first[second[i]]]);
      }
    }
    return names;
  }

  private String className(int i) {
    return texts[first[i]].replace('/', '.').replace('$', '.');
  }
}
