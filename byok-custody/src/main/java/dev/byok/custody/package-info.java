/** Custody. */
@NullMarked
package dev.byok.custody;

import org.jspecify.annotations.NullMarked;
