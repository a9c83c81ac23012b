/**
 * Test vectors: tokens and key sets with their expected verdicts. They are submitted to the mechanism and over HTTP,
 * and use no internals.
 */
@org.jspecify.annotations.NullMarked
package dev.gatehouse.jwt.vectors;
