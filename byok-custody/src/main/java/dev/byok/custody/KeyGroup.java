package dev.byok.custody;

import dev.byok.KeyCheckValue;

/**
 * What the parts of one splitting have in common.
 *
 * @param id 8 lower-case hexadecimal digits, drawn at random
 * @param count 2 to 9
 * @param keyCheckValue of the whole key
 */
record KeyGroup(String id, int count, KeyCheckValue keyCheckValue) {}
