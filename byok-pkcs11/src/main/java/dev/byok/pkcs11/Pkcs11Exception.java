package dev.byok.pkcs11;

import dev.byok.WrappingException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A token, its library or a key in it could not do what was asked. Nothing was sent to a KMS.
 *
 * <p>The message says what failed, why most likely and what to do. It holds labels, serial numbers
 * and codes, never a PIN.
 */
public class Pkcs11Exception extends WrappingException {
  private static final long serialVersionUID = 1L;

  private final @Nullable String returnCode;

  Pkcs11Exception(String message, @Nullable String returnCode, @Nullable Throwable cause) {
    super(message, cause);
    this.returnCode = returnCode;
  }

  Pkcs11Exception(String message) {
    this(message, null, null);
  }

  /**
   * What the PKCS#11 function returned.
   *
   * @return such as {@code CKR_KEY_UNEXTRACTABLE}; empty if no function was called or it succeeded
   */
  public Optional<String> returnCode() {
    return Optional.ofNullable(returnCode);
  }
}
