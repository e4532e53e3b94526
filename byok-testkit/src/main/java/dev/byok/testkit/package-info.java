/**
 * An honest, strict emulator of Tencent Cloud KMS (API version 2019-01-18) that speaks its HTTP.
 *
 * <p>{@link dev.byok.testkit.KmsEmulator#start()} opens a port on the loopback interface; any SDK
 * of the vendor, in any language, can be pointed at it. It verifies signatures, keeps to the
 * documented rules and error codes, unwraps what is imported with the JDK's own cryptography, and
 * encrypts with the imported bytes. {@link dev.byok.testkit.EmulatorClock} moves its time, {@link
 * dev.byok.testkit.Fault} and {@link dev.byok.testkit.FaultPlan} make things go wrong, {@link
 * dev.byok.testkit.RecordedRequest} tells what came in. {@code @Emulated} in {@code
 * dev.byok.testkit.junit} hands one to a JUnit test; {@link dev.byok.testkit.Main} runs one alone.
 *
 * <p>Where the service is undocumented, the emulator chooses the strictest sensible behaviour; the
 * README of this module lists every such choice. It shares no code with the library that it tests.
 *
 * <p>What it does not do: protect anything (it serves plain HTTP to the local machine, and hands
 * out material on request), persist anything, emulate asymmetric cryptography, SM4, data keys,
 * rotation, CAM policies or more than one account.
 */
@NullMarked
package dev.byok.testkit;

import org.jspecify.annotations.NullMarked;
