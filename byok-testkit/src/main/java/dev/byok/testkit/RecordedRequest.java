package dev.byok.testkit;

import java.time.Instant;
import java.util.Optional;

/**
 * One request that reached the emulator. Holds neither bodies nor signatures, hence no secret.
 *
 * @param action what {@code X-TC-Action} said, or {@code "?"} where it said nothing usable
 * @param keyId the key that the request named; for CreateKey the key that it made; for Decrypt the
 *     key that the ciphertext names; empty where there is none
 * @param at time of arrival by the emulator's clock
 * @param requestId the {@code RequestId} of the answer, whether or not the answer was delivered
 * @param outcome {@code "ok"}, the error code of the answer, or {@link Fault.Kind#wireName()} of
 *     the fault that took the place of either
 */
public record RecordedRequest(
    String action, Optional<String> keyId, Instant at, String requestId, String outcome) {}
