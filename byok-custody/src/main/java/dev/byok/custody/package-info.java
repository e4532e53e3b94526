/**
 * Keeping key material safe without a vendor's product: a copy that is known to work, and keys
 * brought together from several people.
 *
 * <p>Only the same bytes may ever be imported into a CMK again, so the copy decides whether data
 * survives. Three tools, each of which works alone:
 *
 * <ul>
 *   <li>{@link dev.byok.custody.EscrowEnvelope} encrypts material with its facts to the holders of
 *       certificates and to a password, in a standard format (CMS) that OpenSSL opens without this
 *       library.
 *   <li>{@link dev.byok.custody.RestoreDrill} proves that an envelope opens and holds the material
 *       that the KMS holds; its {@link dev.byok.custody.DrillRecord} is the dated result.
 *   <li>{@link dev.byok.custody.KeyComponents} splits a key into parts for custodians and brings
 *       them together, typed in from paper.
 * </ul>
 *
 * <p>Envelopes are read strictly: one form, compared byte by byte, before any secret is touched.
 * Exceptions stand for remedies. Secrets are arrays that are zeroised; every method says by whom.
 * Nothing is registered with the JVM: cryptography is Bouncy Castle's, through one private provider
 * instance, except that a recipient's key may live in a provider of the caller's (an HSM).
 *
 * <p>What this package does not do: write files, keep records, sign envelopes (who made one is not
 * proven; compare check values with your own records), verify certificate chains or revocation,
 * read OpenSSL's own password envelopes, or share a key so that some of the custodians suffice.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5083">RFC 5083, AuthEnvelopedData</a>
 */
@NullMarked
package dev.byok.custody;

import org.jspecify.annotations.NullMarked;
