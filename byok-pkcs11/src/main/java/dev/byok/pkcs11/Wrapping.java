package dev.byok.pkcs11;

import dev.byok.WrappingAlgorithm;
import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import java.math.BigInteger;

/** A wrap inside the token: public key in, wrapped key out, public key destroyed. */
record Wrapping(WrappingAlgorithm algorithm, BigInteger modulus, BigInteger exponent) {

  /** Wraps one key of the token; the result has 256 bytes. */
  byte[] wrap(Session session, long key) throws PKCS11Exception {
    long publicKey = session.create(Template.wrappingKey(modulus, exponent));
    return session.using(
        publicKey, () -> session.wrap(Mechanisms.wrapping(algorithm), publicKey, key));
  }
}
