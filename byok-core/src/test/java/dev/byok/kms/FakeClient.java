package dev.byok.kms;

import dev.byok.ImportParameters;
import dev.byok.KeyId;
import dev.byok.Validity;
import dev.byok.WrappedKeyMaterial;
import dev.byok.WrappingAlgorithm;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Writes down what it is asked, in order, and answers only what an import and a creation need. */
final class FakeClient implements ExternalKeyClient {
  final List<String> asked = new ArrayList<>();
  private final ImportParameters parameters;
  private final ExternalKey key;

  FakeClient(ImportParameters parameters, ExternalKey key) {
    this.parameters = parameters;
    this.key = key;
  }

  @Override
  public ExternalKey create(NewKey key) {
    asked.add("create " + key);
    return this.key;
  }

  @Override
  public ImportParameters parametersForImport(KeyId id, WrappingAlgorithm algorithm) {
    asked.add("parametersForImport " + id + " " + algorithm);
    return parameters;
  }

  @Override
  public ImportReceipt importMaterial(WrappedKeyMaterial wrapped, Validity validity) {
    asked.add("importMaterial " + validity);
    return new ImportReceipt(
        wrapped.parameters().keyId(),
        wrapped.spec(),
        wrapped.checkValue(),
        wrapped.parameters().algorithm(),
        validity,
        Instant.EPOCH,
        "request");
  }

  @Override
  public ExternalKey describe(KeyId id) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<ExternalKey> describeAll(Collection<KeyId> ids) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<ExternalKey> find(String alias) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<ExternalKey> listExternal() {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<ExternalKey> listAll() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void updateAlias(KeyId id, String alias) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void updateDescription(KeyId id, String description) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void deleteMaterial(KeyId id) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void enable(KeyId id) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void disable(KeyId id) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Instant scheduleDeletion(KeyId id, int pendingWindowDays) {
    throw new UnsupportedOperationException();
  }

  @Override
  public ExternalKey cancelDeletion(KeyId id) {
    throw new UnsupportedOperationException();
  }

  @Override
  public byte[] randomBytes(int count) {
    throw new UnsupportedOperationException();
  }

  @Override
  public ProofOfUse proveUse(KeyId id) {
    throw new UnsupportedOperationException();
  }

  @Override
  public ProofOfUse proveAgain(ProofOfUse earlier) {
    throw new UnsupportedOperationException();
  }

  @Override
  public KmsStatus status() {
    throw new UnsupportedOperationException();
  }
}
