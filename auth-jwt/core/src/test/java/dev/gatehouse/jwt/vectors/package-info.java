/** Tokens and key sets with the verdict that each must get, and what runs them through the mechanism and over HTTP, knowing nothing of its inside. */
@org.jspecify.annotations.NullMarked
package dev.gatehouse.jwt.vectors;
