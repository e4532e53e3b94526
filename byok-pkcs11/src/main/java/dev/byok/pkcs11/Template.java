package dev.byok.pkcs11;

import dev.byok.KeySpec;
import iaik.pkcs.pkcs11.wrapper.CK_ATTRIBUTE;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The attributes of objects: what we look for, ask for, and give to new ones. */
final class Template {
  static final long CLASS = 0x0;
  static final long TOKEN = 0x1;
  static final long PRIVATE = 0x2;
  static final long LABEL = 0x3;
  static final long CHECK_VALUE = 0x90;
  static final long KEY_TYPE = 0x100;
  static final long SENSITIVE = 0x103;
  static final long ENCRYPT = 0x104;
  static final long DECRYPT = 0x105;
  static final long WRAP = 0x106;
  static final long UNWRAP = 0x107;
  static final long SIGN = 0x108;
  static final long VERIFY = 0x10a;
  static final long DERIVE = 0x10c;
  static final long MODULUS = 0x120;
  static final long PUBLIC_EXPONENT = 0x122;
  static final long VALUE_LEN = 0x161;
  static final long EXTRACTABLE = 0x162;
  static final long WRAP_WITH_TRUSTED = 0x210;

  static final long PUBLIC_KEY = 2;
  static final long SECRET_KEY = 4;
  static final long RSA = 0x0;
  static final long GENERIC_SECRET = 0x10;
  static final long AES = 0x1f;

  private final List<CK_ATTRIBUTE> attributes = new ArrayList<>();

  private Template(long objectClass) {
    with(CLASS, objectClass);
  }

  /** Asks for the value of one attribute. */
  static CK_ATTRIBUTE[] asking(long type) {
    CK_ATTRIBUTE attribute = new CK_ATTRIBUTE();
    attribute.type = type;
    return new CK_ATTRIBUTE[] {attribute};
  }

  /** Finds secret keys by their label. */
  static CK_ATTRIBUTE[] labelled(String label) {
    return new Template(SECRET_KEY).with(LABEL, label.toCharArray()).toArray();
  }

  /**
   * A key to be imported into a KMS: it stays in the token, leaves it wrapped only, and an AES key
   * enciphers for the sake of its check value. All other uses are off.
   *
   * <p>{@code CKA_WRAP_WITH_TRUSTED} is left out: openCryptoki refuses to be told even false.
   */
  static CK_ATTRIBUTE[] newKey(String label, KeySpec spec) {
    Template template = secret(spec, true).with(LABEL, label.toCharArray());
    template.with(ENCRYPT, spec == KeySpec.AES_256);
    for (long use : new long[] {DECRYPT, SIGN, VERIFY, WRAP, UNWRAP, DERIVE}) {
      template.with(use, false);
    }
    return template.toArray();
  }

  /** A key that is made to be wrapped once, as a trial, and then destroyed. */
  static CK_ATTRIBUTE[] trialKey(KeySpec spec) {
    return secret(spec, false).toArray();
  }

  private static Template secret(KeySpec spec, boolean stays) {
    return new Template(SECRET_KEY)
        .with(KEY_TYPE, spec == KeySpec.AES_256 ? AES : GENERIC_SECRET)
        .with(VALUE_LEN, (long) spec.lengthBytes())
        .with(TOKEN, stays)
        .with(PRIVATE, true)
        .with(SENSITIVE, true)
        .with(EXTRACTABLE, true);
  }

  /** The public key of a KMS, for as long as the session lives. */
  static CK_ATTRIBUTE[] wrappingKey(BigInteger modulus, BigInteger exponent) {
    return new Template(PUBLIC_KEY)
        .with(KEY_TYPE, RSA)
        .with(TOKEN, false)
        .with(PRIVATE, false)
        .with(MODULUS, unsigned(modulus))
        .with(PUBLIC_EXPONENT, unsigned(exponent))
        .with(ENCRYPT, true)
        .with(WRAP, true)
        .toArray();
  }

  /** Big integers are big-endian without a sign byte (PKCS#11 v2.40 base, section 1.6). */
  private static byte[] unsigned(BigInteger number) {
    byte[] signed = number.toByteArray();
    return signed[0] == 0 ? Arrays.copyOfRange(signed, 1, signed.length) : signed;
  }

  private Template with(long type, Object value) {
    CK_ATTRIBUTE attribute = new CK_ATTRIBUTE();
    attribute.type = type;
    attribute.pValue = value;
    attributes.add(attribute);
    return this;
  }

  private CK_ATTRIBUTE[] toArray() {
    return attributes.toArray(CK_ATTRIBUTE[]::new);
  }
}
