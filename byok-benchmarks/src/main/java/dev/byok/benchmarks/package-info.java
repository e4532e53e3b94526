/**
 * Every number that this project promises, measured side by side in one run: ratios, because
 * absolute times vary from machine to machine. docs/benchmarks.md says how to repeat it.
 */
@NullMarked
package dev.byok.benchmarks;

import org.jspecify.annotations.NullMarked;
