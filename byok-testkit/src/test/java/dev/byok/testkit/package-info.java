/** Tests of the emulator, by hand-made requests: no SDK and nothing of the library takes part. */
@NullMarked
package dev.byok.testkit;

import org.jspecify.annotations.NullMarked;
