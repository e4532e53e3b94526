package dev.byok.pkcs11;

import iaik.pkcs.pkcs11.wrapper.CK_TOKEN_INFO;

/** A slot with an initialised token in it, as it was when the slots were listed. */
record Slot(long id, String label, String serial) {
  static final long TOKEN_INITIALIZED = 0x400;

  static Slot of(long id, CK_TOKEN_INFO info) {
    return new Slot(id, bare(info.label), bare(info.serialNumber));
  }

  /** The fields have a fixed length and are padded with blanks, by some libraries with NUL. */
  private static String bare(char[] padded) {
    return new String(padded).replace('\0', ' ').stripTrailing();
  }

  /** Returns slot, label and serial number, such as {@code 'payments' (slot 3, serial 4711)}. */
  @Override
  public String toString() {
    return "'" + label + "' (slot " + id + ", serial " + serial + ")";
  }
}
