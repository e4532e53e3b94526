package dev.byok.provisioning;

import dev.byok.KeyMaterial;
import dev.byok.KeySpec;
import dev.byok.WrappableKey;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/** Raw bytes in a file that nobody but its owner may touch. */
record FileSource(Path file, KeySpec spec) implements MaterialSource {
  private static final Set<PosixFilePermission> OWNER_ONLY =
      EnumSet.of(
          PosixFilePermission.OWNER_READ,
          PosixFilePermission.OWNER_WRITE,
          PosixFilePermission.OWNER_EXECUTE);

  @Override
  public WrappableKey open() {
    // One byte more than allowed, so that a longer file is noticed and never taken for its start.
    byte[] buffer = new byte[spec.lengthBytes() + 1];
    try {
      requireClosedToOthers();
      int length = read(buffer);
      return KeyMaterial.takeFrom(Arrays.copyOf(buffer, length), spec);
    } catch (IOException unreadable) {
      throw new IllegalStateException(
          "The key material in " + file + " cannot be read: " + unreadable + ".", unreadable);
    } finally {
      Arrays.fill(buffer, (byte) 0);
    }
  }

  private int read(byte[] buffer) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(buffer, 0, buffer.length);
    }
  }

  private void requireClosedToOthers() throws IOException {
    PosixFileAttributeView posix = Files.getFileAttributeView(file, PosixFileAttributeView.class);
    if (posix != null && !OWNER_ONLY.containsAll(posix.readAttributes().permissions())) {
      throw new IllegalStateException(
          "The key material in "
              + file
              + " is open to the group or to others. Close it with chmod 600, and consider the"
              + " material known to whoever could read it.");
    }
  }
}
