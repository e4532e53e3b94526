package dev.byok.testkit;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Optional;

/** Values of {@code KeyUsage} and where they are offered. */
final class KeyUsages {
  private static final List<Offer> OFFERS =
      List.of(
          new Offer("SymmetricAlgorithms", CmkIdentity.ENCRYPT_DECRYPT, ""),
          new Offer("AsymmetricAlgorithms", "ASYMMETRIC_DECRYPT_RSA_2048", "RSA_2048"),
          new Offer("AsymmetricAlgorithms", "ASYMMETRIC_DECRYPT_SM2", "SM2"),
          sign("ASYMMETRIC_SIGN_VERIFY_SM2", "SM2"),
          sign("ASYMMETRIC_SIGN_VERIFY_ECC", "ECC"),
          sign("ASYMMETRIC_SIGN_VERIFY_RSA_2048", "RSA_2048"),
          sign("ASYMMETRIC_SIGN_VERIFY_ECDSA384", "ECDSA384"));

  private KeyUsages() {}

  private record Offer(String list, String usage, String algorithm) {
    /** SM2 is national cryptography, which a FIPS region does not have. */
    boolean isIn(Edition edition) {
      return edition == Edition.SM || !algorithm.equals("SM2");
    }
  }

  private static Offer sign(String usage, String algorithm) {
    return new Offer("AsymmetricSignVerifyAlgorithms", usage, algorithm);
  }

  static boolean isKnown(String usage) {
    return find(usage).isPresent();
  }

  static boolean isOffered(String usage, Edition edition) {
    return find(usage).filter(offer -> offer.isIn(edition)).isPresent();
  }

  /** The members of a ListAlgorithms answer. */
  static JsonObject lists(Edition edition) {
    JsonObject lists = new JsonObject();
    for (Offer offer : OFFERS) {
      if (!lists.has(offer.list())) {
        lists.add(offer.list(), new JsonArray());
      }
      if (offer.isIn(edition)) {
        lists.getAsJsonArray(offer.list()).add(entry(offer, edition));
      }
    }
    return lists;
  }

  private static JsonObject entry(Offer offer, Edition edition) {
    JsonObject entry = new JsonObject();
    entry.addProperty("KeyUsage", offer.usage());
    entry.addProperty(
        "Algorithm", offer.algorithm().isEmpty() ? edition.algorithm() : offer.algorithm());
    return entry;
  }

  private static Optional<Offer> find(String usage) {
    return OFFERS.stream().filter(offer -> offer.usage().equals(usage)).findFirst();
  }
}
