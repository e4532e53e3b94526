package dev.byok.provisioning;

import com.tencentcloudapi.common.Credential;
import dev.byok.KeyMaterial;
import dev.byok.KeySpec;
import dev.byok.tencent.TencentExternalKeyClient;
import dev.byok.testkit.EmulatedKey;
import dev.byok.testkit.EmulatorClock;
import dev.byok.testkit.EmulatorOptions;
import dev.byok.testkit.KmsEmulator;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** An emulated account, desired keys with known bytes, and a clock that waits only in name. */
final class Fleet implements AutoCloseable {
  static final Instant START = Instant.parse("2027-03-01T00:00:00Z");

  final EmulatorClock clock = EmulatorClock.fixed(START);
  final KmsEmulator emulator;
  final TencentExternalKeyClient client;
  private final Map<String, byte[]> bytes = new TreeMap<>();

  Fleet() {
    this(EmulatorOptions.defaults());
  }

  Fleet(EmulatorOptions options) {
    emulator = KmsEmulator.start(options.withClock(clock));
    client = connect();
  }

  TencentExternalKeyClient connect() {
    return connect(emulator).withClock(clock);
  }

  static TencentExternalKeyClient connect(KmsEmulator emulator) {
    return TencentExternalKeyClient.connect(
        new Credential(emulator.secretId(), emulator.secretKey()), "ap-guangzhou", emulator.uri());
  }

  /** Options whose waits move the emulated clock, replayable from the seed. */
  ProvisionerOptions options(long seed) {
    return ProvisionerOptions.defaults()
        .withParallelism(1)
        .withTime(clock, clock::advance)
        .withJitterFrom(new Random(seed));
  }

  Provisioner provisioner() {
    return Provisioner.using(client).with(options(1));
  }

  /** A desired key whose bytes depend on its alias only. */
  DesiredKey desired(String alias, DesiredValidity validity) {
    return DesiredKey.of(alias, source(alias), validity);
  }

  List<DesiredKey> desired(int count, DesiredValidity validity) {
    List<DesiredKey> keys = new ArrayList<>();
    for (int number = 1; number <= count; number++) {
      keys.add(desired("tenant-%03d".formatted(number), validity));
    }
    return keys;
  }

  MaterialSource source(String alias) {
    byte[] material = bytesOf(alias);
    return () -> KeyMaterial.takeFrom(material.clone(), KeySpec.AES_256);
  }

  byte[] bytesOf(String alias) {
    return bytes.computeIfAbsent(alias, Fleet::draw);
  }

  static byte[] draw(String alias) {
    byte[] drawn = new byte[KeySpec.AES_256.lengthBytes()];
    new Random(alias.hashCode()).nextBytes(drawn);
    return drawn;
  }

  EmulatedKey key(String alias) {
    return emulator.keys().stream()
        .filter(key -> key.alias().equals(alias))
        .findFirst()
        .orElseThrow();
  }

  List<String> actions() {
    return emulator.requests().stream().map(request -> request.action()).toList();
  }

  long count(String action) {
    return actions().stream().filter(action::equals).count();
  }

  @Override
  public void close() {
    emulator.close();
  }
}
