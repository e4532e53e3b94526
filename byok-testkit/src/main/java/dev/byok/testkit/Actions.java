package dev.byok.testkit;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The actions that the emulator carries out, by name. */
final class Actions {
  private static final Map<String, Action> BY_NAME =
      Stream.of(
              new CreateKey(),
              new DescribeKey(),
              new DescribeKeys(),
              new ListKeys(),
              new ListKeyDetail(),
              new EnableKey(),
              new DisableKey(),
              new ArchiveKey(),
              new CancelKeyArchive(),
              new GetParametersForImport(),
              new ImportKeyMaterial(),
              new DeleteImportedKeyMaterial(),
              new ScheduleKeyDeletion(),
              new CancelKeyDeletion(),
              new UpdateAlias(),
              new UpdateKeyDescription(),
              new GenerateRandom(),
              new Encrypt(),
              new Decrypt(),
              new GetServiceStatus(),
              new ListAlgorithms(),
              new BindCloudResource(),
              new UnbindCloudResource())
          .collect(Collectors.toUnmodifiableMap(Action::name, Function.identity()));

  private Actions() {}

  static Optional<Action> named(String name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }
}
