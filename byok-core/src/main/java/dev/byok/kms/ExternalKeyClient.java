package dev.byok.kms;

import dev.byok.ImportParameters;
import dev.byok.KeyId;
import dev.byok.Validity;
import dev.byok.WrappableKey;
import dev.byok.WrappedKeyMaterial;
import dev.byok.WrappingAlgorithm;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Manages external CMKs in one account and region of a KMS.
 *
 * <p>Blocking and thread-safe. Nothing is retried: {@link KmsUnavailableException} says whether a
 * request may have been carried out, and the caller knows what may be repeated. Bad arguments are
 * refused as {@link IllegalArgumentException} before a request leaves. Besides the exceptions named
 * at a method, every method throws {@link KmsUnavailableException} when the service did not answer
 * usefully, {@link KmsAccessDeniedException} when the credential does not suffice, {@link
 * ClockSkewException} when the local clock is wrong, {@link KeyNotFoundException} when there is no
 * such key, and a plain {@link KmsException} for refusals that this library does not know.
 */
public interface ExternalKeyClient {

  /**
   * Creates an external CMK without material.
   *
   * <p>There is no idempotency: repeated after an unclear failure, it reports the alias as taken if
   * the first request was carried out. Look it up with {@link #find}.
   *
   * @param key alias, description, tags and cluster
   * @return the new key, {@link KeyState#PENDING_IMPORT}
   * @throws AliasTakenException if another key has the alias
   * @throws TaggingFailedException if the key was created but not tagged; it names the key
   * @throws KmsQuotaExceededException if the account has as many keys as it may
   */
  ExternalKey create(NewKey key);

  /**
   * Creates an external CMK with an alias and nothing else, as {@link #create(NewKey)} does.
   *
   * @param alias its name
   * @return the new key, {@link KeyState#PENDING_IMPORT}
   */
  default ExternalKey create(String alias) {
    return create(NewKey.named(alias));
  }

  /**
   * Describes one key.
   *
   * @param id the key
   * @return the key as it is now
   */
  ExternalKey describe(KeyId id);

  /**
   * Describes many keys with few requests.
   *
   * @param ids the keys; duplicates are asked for once
   * @return the keys in the order of the ids
   */
  List<ExternalKey> describeAll(Collection<KeyId> ids);

  /**
   * Finds the key with exactly this alias, whatever its origin and state.
   *
   * @param alias the whole alias; letter case counts
   * @return the key, or empty if there is none
   */
  Optional<ExternalKey> find(String alias);

  /**
   * Lists the external keys of the account in this region, in every state.
   *
   * @return all of them, oldest first; keys that vanish while the pages are read may hide others
   */
  List<ExternalKey> listExternal();

  /**
   * Lists the keys of the account in this region, of every origin and in every state, with as many
   * requests as there are pages. Shows who holds an alias without asking for each.
   *
   * @return all of them, oldest first; keys that vanish while the pages are read may hide others
   */
  List<ExternalKey> listAll();

  /**
   * Gives a key another alias.
   *
   * @param id the key
   * @param alias the new alias
   * @throws AliasTakenException if another key has the alias
   * @throws KeyStateException if the key is pending deletion
   */
  void updateAlias(KeyId id, String alias);

  /**
   * Replaces the description of a key.
   *
   * @param id the key
   * @param description the new text; empty removes it
   * @throws KeyStateException if the key is pending deletion
   */
  void updateDescription(KeyId id, String description);

  /**
   * Fetches a wrapping key and an import token, and thereby voids those fetched before for that
   * key.
   *
   * @param id an external key
   * @param algorithm how the material will be wrapped
   * @return what the wrap and the import need
   * @throws KeyNotExternalException if the KMS made the key's material itself
   */
  ImportParameters parametersForImport(KeyId id, WrappingAlgorithm algorithm);

  /**
   * Imports wrapped material; the key is ENABLED afterwards.
   *
   * <p>It may be repeated with the same material: that replaces the validity before.
   *
   * @param wrapped the material with its parameters
   * @param validity how long it shall live, in place of the validity before
   * @return what was imported
   * @throws ImportTokenExpiredException if the parameters are too old or void
   * @throws KeyMaterialMismatchException if the key once held other material
   * @throws KeyMaterialRejectedException if the service could not open what was sent
   * @throws KeyNotExternalException if the KMS made the key's material itself
   * @throws KeyStateException if the key is neither PENDING_IMPORT nor ENABLED
   */
  ImportReceipt importMaterial(WrappedKeyMaterial wrapped, Validity validity);

  /**
   * Fetches parameters, wraps the key and imports it.
   *
   * <p>The key is asked whether it can be wrapped before parameters are fetched, which would void
   * those that others hold.
   *
   * @param id an external CMK
   * @param key the material, in memory or in an HSM; it stays the caller's to close
   * @param algorithm how to wrap it
   * @param validity how long it shall live, in place of the validity before
   * @return what was imported
   * @throws dev.byok.WrappingException if the home of the key cannot wrap it so; nothing was sent
   */
  default ImportReceipt importKey(
      KeyId id, WrappableKey key, WrappingAlgorithm algorithm, Validity validity) {
    key.requireWrappable(algorithm);
    return importMaterial(key.wrap(parametersForImport(id, algorithm)), validity);
  }

  /**
   * Deletes the material and keeps the key, which is PENDING_IMPORT afterwards: data under it
   * cannot be read until exactly the same bytes are imported again.
   *
   * @param id an external key
   * @throws KeyInUseException if a cloud product uses the key
   * @throws KeyNotExternalException if the KMS made the key's material itself
   * @throws KeyStateException if the key holds no material or its state does not allow it
   */
  void deleteMaterial(KeyId id);

  /**
   * Lets a disabled key be used again.
   *
   * @param id the key
   * @throws KeyStateException if its state does not allow it
   */
  void enable(KeyId id);

  /**
   * Stops the use of a key; nothing is lost. A disabled key cannot be imported into, so its
   * validity cannot be renewed either.
   *
   * @param id the key
   * @throws KeyInUseException if a cloud product uses the key
   * @throws KeyStateException if its state does not allow it
   */
  void disable(KeyId id);

  /**
   * Schedules the deletion of a key with all data under it. An enabled key must be disabled first.
   *
   * @param id the key
   * @param pendingWindowDays 7 to 30 days in which the deletion can be cancelled
   * @return when the key will be deleted
   * @throws KeyInUseException if a cloud product uses the key
   * @throws KeyStateException if the key is enabled or pending deletion already
   */
  Instant scheduleDeletion(KeyId id, int pendingWindowDays);

  /**
   * Cancels a scheduled deletion. The key does not come back enabled.
   *
   * @param id a key that is pending deletion
   * @return the key as it is now, DISABLED as a rule: {@link #enable} is up to the caller
   * @throws KeyStateException if no deletion is scheduled
   */
  ExternalKey cancelDeletion(KeyId id);

  /**
   * Draws random bytes from the KMS. They pass through the vendor's SDK as text: for key material,
   * local entropy is better.
   *
   * @param count 1 to 1024 bytes
   * @return that many bytes
   */
  byte[] randomBytes(int count);

  /**
   * Proves that the key is usable: encrypts a random probe, decrypts it, compares.
   *
   * @param id the key
   * @return the proof, which can be {@linkplain #proveAgain repeated} later
   * @throws KeyStateException if the key is not enabled
   */
  ProofOfUse proveUse(KeyId id);

  /**
   * Decrypts the probe of an earlier proof again: shows that the same material is back.
   *
   * @param earlier a proof that this method or {@link #proveUse} returned
   * @return the same proof, dated now
   * @throws KeyStateException if the key is not usable now
   */
  ProofOfUse proveAgain(ProofOfUse earlier);

  /**
   * Asks whether the account can use the KMS at all.
   *
   * @return the status
   */
  KmsStatus status();
}
