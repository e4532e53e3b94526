package dev.byok.pkcs11;

import dev.byok.KeySpec;
import dev.byok.WrappingAlgorithm;
import iaik.pkcs.pkcs11.wrapper.CK_MECHANISM;
import iaik.pkcs.pkcs11.wrapper.CK_RSA_PKCS_OAEP_PARAMS;
import org.jspecify.annotations.Nullable;

/** The mechanisms of PKCS#11 v2.40 that stand for our algorithms. */
final class Mechanisms {
  private static final long RSA_PKCS = 0x1;
  private static final long RSA_PKCS_OAEP = 0x9;
  private static final long SHA_1 = 0x220;
  private static final long SHA256 = 0x250;
  private static final long MGF1_SHA1 = 0x1;
  private static final long MGF1_SHA256 = 0x2;
  private static final long GENERIC_SECRET_KEY_GEN = 0x350;
  private static final long AES_KEY_GEN = 0x1080;
  private static final long AES_ECB = 0x1081;

  /**
   * An empty label is data that was specified, {@code CKZ_DATA_SPECIFIED}; SoftHSM and NSS refuse
   * the 0 that some bindings send.
   */
  private static final long DATA_SPECIFIED = 0x1;

  private Mechanisms() {}

  static CK_MECHANISM wrapping(WrappingAlgorithm algorithm) {
    return switch (algorithm) {
      case RSAES_OAEP_SHA_256 -> oaep(SHA256, MGF1_SHA256);
      case RSAES_OAEP_SHA_1 -> oaep(SHA_1, MGF1_SHA1);
      case RSAES_PKCS1_V1_5 -> mechanism(RSA_PKCS, null);
    };
  }

  /** The name of the mechanism, as the tools of an HSM list it. */
  static String name(WrappingAlgorithm algorithm) {
    return switch (algorithm) {
      case RSAES_OAEP_SHA_256, RSAES_OAEP_SHA_1 -> "CKM_RSA_PKCS_OAEP";
      case RSAES_PKCS1_V1_5 -> "CKM_RSA_PKCS";
    };
  }

  static CK_MECHANISM generating(KeySpec spec) {
    return switch (spec) {
      case AES_256 -> mechanism(AES_KEY_GEN, null);
      case SM4_128 -> mechanism(GENERIC_SECRET_KEY_GEN, null);
    };
  }

  static CK_MECHANISM aesEcb() {
    return mechanism(AES_ECB, null);
  }

  private static CK_MECHANISM oaep(long hash, long mgf) {
    CK_RSA_PKCS_OAEP_PARAMS parameters = new CK_RSA_PKCS_OAEP_PARAMS();
    parameters.hashAlg = hash;
    parameters.mgf = mgf;
    parameters.source = DATA_SPECIFIED;
    return mechanism(RSA_PKCS_OAEP, parameters);
  }

  private static CK_MECHANISM mechanism(long type, @Nullable Object parameters) {
    CK_MECHANISM mechanism = new CK_MECHANISM();
    mechanism.mechanism = type;
    mechanism.pParameter = parameters;
    return mechanism;
  }
}
