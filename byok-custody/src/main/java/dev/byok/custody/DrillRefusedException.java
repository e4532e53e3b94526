package dev.byok.custody;

import dev.byok.ByokException;

/**
 * A key is not in a state in which a drill is safe, and nothing was imported. Remedy: what the
 * message says, then drill again.
 */
public class DrillRefusedException extends ByokException {
  private static final long serialVersionUID = 1L;

  /**
   * Makes an exception.
   *
   * @param message what failed, why most likely, what to do; without secrets
   */
  public DrillRefusedException(String message) {
    super(message + " Nothing was imported. See TROUBLESHOOTING.md#drill-refused", null);
  }
}
