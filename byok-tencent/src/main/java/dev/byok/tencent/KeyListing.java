package dev.byok.tencent;

import com.tencentcloudapi.kms.v20190118.models.DescribeKeysRequest;
import com.tencentcloudapi.kms.v20190118.models.KeyMetadata;
import com.tencentcloudapi.kms.v20190118.models.ListKeyDetailRequest;
import dev.byok.KeyId;
import dev.byok.kms.ExternalKey;
import dev.byok.kms.KeyNotFoundException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Asks for many keys in pages. */
final class KeyListing {
  private static final int PAGE = 200;
  private static final int MAX_IDS = 100;
  private static final long OLDEST_FIRST = 1;

  private final KmsCalls calls;
  private final Editions editions;

  KeyListing(KmsCalls calls, Editions editions) {
    this.calls = calls;
    this.editions = editions;
  }

  List<ExternalKey> describeAll(Collection<KeyId> ids) {
    List<KeyId> wanted = List.copyOf(new LinkedHashSet<>(ids));
    Map<KeyId, ExternalKey> found = new LinkedHashMap<>();
    for (int start = 0; start < wanted.size(); start += MAX_IDS) {
      int end = Math.min(start + MAX_IDS, wanted.size());
      describeSome(wanted.subList(start, end)).forEach(key -> found.put(key.id(), key));
    }
    return wanted.stream().map(id -> require(found, id)).toList();
  }

  private List<ExternalKey> describeSome(List<KeyId> ids) {
    DescribeKeysRequest request = new DescribeKeysRequest();
    request.setKeyIds(ids.stream().map(KeyId::value).toArray(String[]::new));
    return calls.call(
        Attempt.on("DescribeKeys", ids.size() + " keys"),
        client -> client.DescribeKeys(request),
        answer -> read(answer.getKeyMetadatas()));
  }

  private static ExternalKey require(Map<KeyId, ExternalKey> found, KeyId id) {
    ExternalKey key = found.get(id);
    if (key == null) {
      throw new KeyNotFoundException(
          "DescribeKeys answered without key "
              + id
              + ". Check the id and the region. See TROUBLESHOOTING.md#key-not-found",
          null,
          null,
          null);
    }
    return key;
  }

  /** The service searches fuzzily, so the answers are searched again for the exact alias. */
  Optional<ExternalKey> find(String alias) {
    if (alias.isEmpty()) {
      throw new IllegalArgumentException("The alias to find is empty.");
    }
    ListKeyDetailRequest request = request("ALL");
    request.setSearchKeyAlias(alias);
    Attempt attempt = Attempt.on("ListKeyDetail", "alias '" + alias + "'");
    return list(attempt, request).stream().filter(key -> key.alias().equals(alias)).findFirst();
  }

  List<ExternalKey> listExternal() {
    return list(Attempt.on("ListKeyDetail", "all external keys"), request("EXTERNAL"));
  }

  List<ExternalKey> listAll() {
    return list(Attempt.on("ListKeyDetail", "all keys"), request("ALL"));
  }

  private static ListKeyDetailRequest request(String origin) {
    ListKeyDetailRequest request = new ListKeyDetailRequest();
    request.setOrigin(origin);
    request.setKeyUsage("ALL");
    request.setLimit((long) PAGE);
    // Keys that are created meanwhile come last, so that no page shifts under the reader.
    request.setOrderType(OLDEST_FIRST);
    return request;
  }

  private List<ExternalKey> list(Attempt attempt, ListKeyDetailRequest request) {
    Map<KeyId, ExternalKey> found = new LinkedHashMap<>();
    long offset = 0;
    Page page;
    do {
      request.setOffset(offset);
      page =
          calls.call(
              attempt,
              client -> client.ListKeyDetail(request),
              answer -> new Page(answer.getTotalCount(), read(answer.getKeyMetadatas())));
      page.keys().forEach(key -> found.put(key.id(), key));
      offset += page.keys().size();
    } while (!page.keys().isEmpty() && offset < page.total());
    return new ArrayList<>(found.values());
  }

  private List<ExternalKey> read(KeyMetadata[] metadata) {
    return Arrays.stream(metadata).map(Descriptions::read).map(editions::learnFrom).toList();
  }

  private record Page(long total, List<ExternalKey> keys) {}
}
