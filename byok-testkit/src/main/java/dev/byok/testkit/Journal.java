package dev.byok.testkit;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The requests that were answered or dropped, the newest 100,000 of them. Thread-safe. */
final class Journal {
  private static final int CAPACITY = 100_000;

  private final Deque<RecordedRequest> requests = new ArrayDeque<>();

  synchronized void add(RecordedRequest request) {
    if (requests.size() == CAPACITY) {
      requests.removeFirst();
    }
    requests.addLast(request);
  }

  synchronized List<RecordedRequest> all() {
    return List.copyOf(requests);
  }

  synchronized void clear() {
    requests.clear();
  }
}
