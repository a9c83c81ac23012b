/**
 * Tests of keys and key sets.
 */
@NullMarked
package dev.gatehouse.jwt.keys;

import org.jspecify.annotations.NullMarked;
