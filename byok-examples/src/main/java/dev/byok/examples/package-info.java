/**
 * The life of an external key, as programs that run: against the emulator by default, against the
 * real service with {@code --real} and credentials in the environment.
 *
 * <p>Each is short enough to read as documentation, prints numbered steps as they happen, says
 * where the material is kept, and is run by a test. They are no library: copy what you need.
 */
@NullMarked
package dev.byok.examples;

import org.jspecify.annotations.NullMarked;
