package dev.byok.testkit;

import java.util.List;

/** The parameters {@code Offset} (default 0) and {@code Limit} (default 10, at most 200). */
record Page(long offset, long limit) {
  private static final int MAX_LIMIT = 200;

  /**
   * Reads the two.
   *
   * @throws ApiError {@code InvalidParameter}
   */
  static Page of(Parameters parameters) {
    Page page = new Page(parameters.integer("Offset", 0), parameters.integer("Limit", 10));
    if (page.offset < 0 || page.limit < 1 || page.limit > MAX_LIMIT) {
      throw ApiError.invalidParameter("Offset is at least 0, Limit between 1 and 200.");
    }
    return page;
  }

  <T> List<T> of(List<T> all) {
    return all.stream().skip(offset).limit(limit).toList();
  }
}
