/** Tests of the JUnit glue, which run JUnit inside JUnit. */
@NullMarked
package dev.byok.testkit.junit;

import org.jspecify.annotations.NullMarked;
