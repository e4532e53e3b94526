package dev.byok.tencent;

import com.tencentcloudapi.kms.v20190118.models.CancelKeyDeletionRequest;
import com.tencentcloudapi.kms.v20190118.models.CreateKeyRequest;
import com.tencentcloudapi.kms.v20190118.models.CreateKeyResponse;
import com.tencentcloudapi.kms.v20190118.models.DescribeKeyRequest;
import com.tencentcloudapi.kms.v20190118.models.DisableKeyRequest;
import com.tencentcloudapi.kms.v20190118.models.EnableKeyRequest;
import com.tencentcloudapi.kms.v20190118.models.ScheduleKeyDeletionRequest;
import com.tencentcloudapi.kms.v20190118.models.Tag;
import com.tencentcloudapi.kms.v20190118.models.UpdateAliasRequest;
import com.tencentcloudapi.kms.v20190118.models.UpdateKeyDescriptionRequest;
import dev.byok.KeyId;
import dev.byok.KeySpec;
import dev.byok.Validity;
import dev.byok.kms.ExternalKey;
import dev.byok.kms.KeyOrigin;
import dev.byok.kms.NewKey;
import dev.byok.kms.TaggingFailedException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Creates, describes, finds and changes keys; their material is the business of others. */
final class KeyActions {
  private static final long EXTERNAL = 2;

  private final KmsCalls calls;
  private final Editions editions;
  private final KeyListing listing;

  KeyActions(KmsCalls calls, Editions editions) {
    this.calls = calls;
    this.editions = editions;
    this.listing = new KeyListing(calls, editions);
  }

  ExternalKey create(NewKey key) {
    RequestRules.requireAlias(key.alias());
    RequestRules.requireDescription(key.description());
    RequestRules.requireTags(key.tags());
    Attempt attempt = Attempt.on("CreateKey", "alias '" + key.alias() + "'");
    Created created =
        calls.call(
            attempt,
            client -> client.CreateKey(request(key)),
            answer -> new Created(describeNew(key, answer), answer));
    requireTagged(created);
    return editions.learnFrom(created.key());
  }

  private record Created(ExternalKey key, CreateKeyResponse answer) {}

  private static CreateKeyRequest request(NewKey key) {
    CreateKeyRequest request = new CreateKeyRequest();
    request.setAlias(key.alias());
    request.setType(EXTERNAL);
    request.setKeyUsage("ENCRYPT_DECRYPT");
    key.clusterId().ifPresent(request::setHsmClusterId);
    if (!key.description().isEmpty()) {
      request.setDescription(key.description());
    }
    if (!key.tags().isEmpty()) {
      request.setTags(key.tags().entrySet().stream().map(KeyActions::tag).toArray(Tag[]::new));
    }
    return request;
  }

  private static Tag tag(Map.Entry<String, String> entry) {
    Tag tag = new Tag();
    tag.setTagKey(entry.getKey());
    tag.setTagValue(entry.getValue());
    return tag;
  }

  private static void requireTagged(Created created) {
    KeyId id = created.key().id();
    Long code = created.answer().getTagCode();
    if (code != null && code != 0) {
      throw new TaggingFailedException(
          "Key "
              + id
              + " was created, but tagging it failed (TagCode "
              + code
              + "). Do not create another: set the tags of this one in the console or through the Tag"
              + " service. See TROUBLESHOOTING.md#tagging",
          id,
          "TagCode." + code,
          created.answer().getRequestId());
    }
  }

  private ExternalKey describeNew(NewKey wished, CreateKeyResponse created) {
    Optional<String> cluster = Descriptions.text(created.getHsmClusterId()).or(wished::clusterId);
    return new ExternalKey(
        KeyId.of(created.getKeyId()),
        wished.alias(),
        wished.description(),
        Descriptions.state(created.getKeyState()),
        KeyOrigin.EXTERNAL,
        editions.specOf(cluster),
        Validity.never(),
        Instant.ofEpochSecond(created.getCreateTime()),
        Optional.empty(),
        cluster);
  }

  /** Refuses material of a size that the key does not take; asks what it takes if nothing tells. */
  void requireFits(KeyId id, KeySpec spec) {
    editions.requireFits(id, spec, this::describe);
  }

  ExternalKey describe(KeyId id) {
    DescribeKeyRequest request = new DescribeKeyRequest();
    request.setKeyId(id.value());
    return editions.learnFrom(
        calls.call(
            Attempt.on("DescribeKey", id),
            client -> client.DescribeKey(request),
            answer -> Descriptions.read(answer.getKeyMetadata())));
  }

  List<ExternalKey> describeAll(Collection<KeyId> ids) {
    return listing.describeAll(ids);
  }

  Optional<ExternalKey> find(String alias) {
    return listing.find(alias);
  }

  List<ExternalKey> listExternal() {
    return listing.listExternal();
  }

  List<ExternalKey> listAll() {
    return listing.listAll();
  }

  void updateAlias(KeyId id, String alias) {
    RequestRules.requireAlias(alias);
    UpdateAliasRequest request = new UpdateAliasRequest();
    request.setKeyId(id.value());
    request.setAlias(alias);
    Attempt attempt = Attempt.on("UpdateAlias", "key " + id + " and alias '" + alias + "'");
    calls.call(attempt, client -> client.UpdateAlias(request), answer -> id);
  }

  void updateDescription(KeyId id, String description) {
    RequestRules.requireDescription(description);
    UpdateKeyDescriptionRequest request = new UpdateKeyDescriptionRequest();
    request.setKeyId(id.value());
    request.setDescription(description);
    calls.call(
        Attempt.on("UpdateKeyDescription", id),
        client -> client.UpdateKeyDescription(request),
        answer -> id);
  }

  void enable(KeyId id) {
    EnableKeyRequest request = new EnableKeyRequest();
    request.setKeyId(id.value());
    calls.call(Attempt.on("EnableKey", id), client -> client.EnableKey(request), answer -> id);
  }

  void disable(KeyId id) {
    DisableKeyRequest request = new DisableKeyRequest();
    request.setKeyId(id.value());
    calls.call(Attempt.on("DisableKey", id), client -> client.DisableKey(request), answer -> id);
  }

  Instant scheduleDeletion(KeyId id, int pendingWindowDays) {
    RequestRules.requirePendingWindow(pendingWindowDays);
    ScheduleKeyDeletionRequest request = new ScheduleKeyDeletionRequest();
    request.setKeyId(id.value());
    request.setPendingWindowInDays((long) pendingWindowDays);
    return calls.call(
        Attempt.on("ScheduleKeyDeletion", id),
        client -> client.ScheduleKeyDeletion(request),
        answer -> Instant.ofEpochSecond(answer.getDeletionDate()));
  }

  ExternalKey cancelDeletion(KeyId id) {
    CancelKeyDeletionRequest request = new CancelKeyDeletionRequest();
    request.setKeyId(id.value());
    calls.call(
        Attempt.on("CancelKeyDeletion", id),
        client -> client.CancelKeyDeletion(request),
        answer -> id);
    return describe(id);
  }
}
