/**
 * Keys that are made in an HSM and leave it only wrapped for a KMS, through PKCS#11.
 *
 * <pre>{@code
 * try (Pkcs11Token token = Pkcs11Token.open(library, TokenSelector.label("payments"), pin)) {
 *   Pkcs11Key key = token.generate("payments-2026", KeySpec.AES_256);      // once; later: find
 *   kms.importKey(cmk.id(), key, RSAES_OAEP_SHA_256, Validity.never());
 * }                                                                        // the key stays there
 * }</pre>
 *
 * <p>The wrapping key of the KMS goes in as a session object, {@code C_WrapKey} makes the wrapped
 * material, the session object is destroyed. The value of a key, {@code CKA_VALUE}, is never asked
 * for.
 *
 * <p>A PKCS#11 library is one per process, and others may use it too. This package tolerates a
 * library that is initialised and a token that is logged in already. It never calls {@code
 * C_Finalize} or {@code C_CloseAllSessions}. {@link dev.byok.pkcs11.Pkcs11Token#close} says when it
 * logs out. A neighbour that logs out or finalizes takes the login of everybody with it; the errors
 * say so.
 *
 * <p>What is not here: unwrapping, deleting and listing keys, changing PINs, initialising tokens,
 * PIN pads. Do those with the tools of the HSM.
 */
@NullMarked
package dev.byok.pkcs11;

import org.jspecify.annotations.NullMarked;
