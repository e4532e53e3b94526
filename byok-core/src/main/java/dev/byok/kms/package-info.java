/**
 * The port to a KMS: managing external CMKs, whoever runs the service.
 *
 * <p>{@link dev.byok.kms.ExternalKeyClient} is the whole of it. Values go in and out; failures are
 * {@link dev.byok.kms.KmsException} and its subclasses, one for each remedy, so that a caller
 * catches what it can mend. An adapter module implements the port for one vendor; nothing here
 * names one.
 *
 * <p>What is not here: retries, rate limits and schedules (they belong to the caller, who knows
 * what may be repeated), and key material: the most that this package sees is a {@link
 * dev.byok.WrappableKey}.
 */
@NullMarked
package dev.byok.kms;

import org.jspecify.annotations.NullMarked;
