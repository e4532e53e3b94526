/**
 * Desired state in, finished external keys out, whatever breaks in between.
 *
 * <p>{@link dev.byok.provisioning.Provisioner} takes {@linkplain dev.byok.provisioning.DesiredKey
 * descriptions of the keys that must exist}, compares them with what the KMS shows, and creates,
 * imports and renews what is missing:
 *
 * <pre>{@code
 * Provisioner provisioner = Provisioner.using(client);
 * Plan plan = provisioner.plan(desired);     // reads only; print it
 * ProvisioningReport report = provisioner.apply(plan, Progress.none());
 * }</pre>
 *
 * <p>The KMS is the only record. There is no journal and no state file: a run may be killed at any
 * moment and be repeated, by hand, by a scheduler or by a pipeline. What identifies a key after a
 * crash is its alias together with a mark in its description: the last line {@code
 * byok:kcv=AES:1a2b3c} holds the key check value of its material. A key under a desired alias
 * without the right mark belongs to somebody else, until {@link
 * dev.byok.provisioning.Provisioner#adopt adopt} says otherwise by name.
 *
 * <p>On demand ({@link dev.byok.provisioning.DrillRule}) no key gets an expiry, or a nearer one,
 * without a recent restore drill of {@code dev.byok.custody}; its envelopes are sources as well.
 *
 * <p>What is retried: requests that got no useful answer, with backoff and jitter, and imports
 * whose parameters were voided meanwhile, a bounded number of times. Requests leave evenly paced
 * for each kind. What is not here: deleting, disabling or rotating keys, changing the tags or the
 * text of existing ones, storing material (a {@link dev.byok.provisioning.MaterialSource} only
 * reads it), scheduling, logging.
 */
@NullMarked
package dev.byok.provisioning;

import org.jspecify.annotations.NullMarked;
