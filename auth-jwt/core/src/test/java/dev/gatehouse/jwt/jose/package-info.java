/**
 * Tests of the compact form.
 */
@NullMarked
package dev.gatehouse.jwt.jose;

import org.jspecify.annotations.NullMarked;
