/**
 * Brings a customer's own key into a cloud KMS: the material, and the step that wraps it.
 *
 * <p>The flow is one line: <b>material → wrap(parameters) → wrapped material → import →
 * receipt</b>. Each arrow is one method, each noun one value that carries all that belongs to it:
 *
 * <pre>{@code
 * try (KeyMaterial material = KeyMaterial.generate(KeySpec.AES_256)) {
 *   keep(material);                     // nothing else can ever bring the data back
 *   ImportParameters parameters = kms.parametersForImport(cmk.id(), RSAES_OAEP_SHA_256);
 *   WrappedKeyMaterial wrapped = material.wrap(parameters);
 *   kms.importMaterial(wrapped, Validity.never());
 * }                                     // zeroised
 * }</pre>
 *
 * <p>The wrap may run on a machine without a network: parameters travel there, and wrapped material
 * travels back, as texts without secrets ({@link dev.byok.ImportParameters#toText()}, {@link
 * dev.byok.WrappedKeyMaterial#toText()}), which are read strictly.
 *
 * <p>Only the same bytes may ever be imported into a CMK again. Whoever loses them loses the data.
 *
 * <p>What touches secret bytes sits in this package and nowhere else. The package opens no file, no
 * socket and no logger, looks up no security provider, and never reads the system clock: what
 * judges time takes an {@link java.time.InstantSource}. What is not here: storing material, talking
 * to a KMS ({@link dev.byok.kms} is the port, an adapter module implements it), unwrapping.
 */
@NullMarked
package dev.byok;

import org.jspecify.annotations.NullMarked;
