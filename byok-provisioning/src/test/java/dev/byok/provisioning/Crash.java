package dev.byok.provisioning;

/** The process ends here: nothing catches an Error. */
final class Crash extends Error {
  private static final long serialVersionUID = 1L;

  Crash(String where) {
    super(where, null, false, false);
  }
}
