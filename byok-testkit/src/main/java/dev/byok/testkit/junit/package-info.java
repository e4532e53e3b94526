/**
 * JUnit Jupiter glue: {@link dev.byok.testkit.junit.Emulated} gives a test an emulator of its own.
 *
 * <p>The only part of the testkit that needs JUnit, which users therefore bring themselves.
 */
@NullMarked
package dev.byok.testkit.junit;

import org.jspecify.annotations.NullMarked;
