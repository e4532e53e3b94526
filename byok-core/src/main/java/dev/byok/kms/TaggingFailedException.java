package dev.byok.kms;

import dev.byok.KeyId;
import org.jspecify.annotations.Nullable;

/** A CMK was created but not tagged. Remedy: tag the key that it names; do not create another. */
public class TaggingFailedException extends KmsException {
  private static final long serialVersionUID = 1L;

  private final String keyId;

  /**
   * Makes an exception.
   *
   * @param message what failed, why most likely, what to do; without secrets
   * @param keyId the key that was created
   * @param errorCode the service's code
   * @param requestId the service's name for the request, or null if it gave none
   */
  public TaggingFailedException(
      String message, KeyId keyId, String errorCode, @Nullable String requestId) {
    super(message, errorCode, requestId, null);
    this.keyId = keyId.value();
  }

  /**
   * The key that was created.
   *
   * @return its id
   */
  public KeyId keyId() {
    return KeyId.of(keyId);
  }
}
