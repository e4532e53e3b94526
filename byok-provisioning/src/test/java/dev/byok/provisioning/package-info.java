@NullMarked
package dev.byok.provisioning;

import org.jspecify.annotations.NullMarked;
