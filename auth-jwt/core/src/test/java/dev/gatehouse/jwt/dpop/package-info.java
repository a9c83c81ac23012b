/**
 * Tests of proof of possession.
 */
@NullMarked
package dev.gatehouse.jwt.dpop;

import org.jspecify.annotations.NullMarked;
