/**
 * Tests of introspection.
 */
@NullMarked
package dev.gatehouse.jwt.introspection;

import org.jspecify.annotations.NullMarked;
