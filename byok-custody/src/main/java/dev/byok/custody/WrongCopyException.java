package dev.byok.custody;

import dev.byok.ByokException;
import dev.byok.KeyCheckValue;

/**
 * An envelope holds other material than is expected, and no request was sent. Remedy: find the
 * envelope of the right material while the key still works.
 */
public class WrongCopyException extends ByokException {
  private static final long serialVersionUID = 1L;

  private final String expected;
  private final String actual;

  /**
   * Makes an exception.
   *
   * @param name the name in the envelope
   * @param expected the check value of the material that is in the KMS
   * @param actual the check value of the material in the envelope
   */
  public WrongCopyException(String name, KeyCheckValue expected, KeyCheckValue actual) {
    super(
        "The envelope named "
            + name
            + " holds material with check value "
            + actual
            + "; expected was "
            + expected
            + ". It cannot bring the key back. Find the right copy while the key still works. See"
            + " TROUBLESHOOTING.md#wrong-copy",
        null);
    this.expected = expected.toString();
    this.actual = actual.toString();
  }

  /**
   * What should have been in the envelope.
   *
   * @return the check value that the caller expected
   */
  public KeyCheckValue expected() {
    return KeyCheckValue.fromText(expected);
  }

  /**
   * What is in the envelope.
   *
   * @return the check value of its material
   */
  public KeyCheckValue actual() {
    return KeyCheckValue.fromText(actual);
  }
}
