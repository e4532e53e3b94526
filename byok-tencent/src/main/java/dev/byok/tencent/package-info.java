/**
 * External keys on Tencent Cloud KMS (API version 2019-01-18), through the vendor's Java SDK.
 *
 * <p>{@link dev.byok.tencent.TencentExternalKeyClient} is the one public type. {@code connect(…)}
 * makes a safe client; {@code using(KmsClient)} takes one that the caller made. Whatever the SDK
 * throws, its unchecked exceptions included, becomes a {@link dev.byok.kms.KmsException} with a
 * message of ours: what failed, why most likely, what to do.
 *
 * <p>What is not here: retries and rate limits, and actions on keys whose material the KMS made. No
 * type of the SDK or of its HTTP client shows in a public signature, but for these two methods.
 */
@NullMarked
package dev.byok.tencent;

import org.jspecify.annotations.NullMarked;
