package dev.byok.testkit;

import java.io.Serial;

/** An answer of the service that is an error: a code and a message, in HTTP 200. */
final class ApiError extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final String code;

  ApiError(String code, String message) {
    // An answer, not a defect: nobody reads its stack trace.
    super(message, null, false, false);
    this.code = code;
  }

  String code() {
    return code;
  }

  static ApiError invalidParameter(String message) {
    return new ApiError("InvalidParameter", message);
  }

  static ApiError missingParameter(String name) {
    return new ApiError("MissingParameter", "The request lacks the parameter " + name + ".");
  }
}
