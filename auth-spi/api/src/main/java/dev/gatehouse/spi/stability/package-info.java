/**
 * Marks that say how far a public type can be relied on. Every public type of a published module has exactly one of them, and a
 * test holds this.
 */
@NullMarked
package dev.gatehouse.spi.stability;

import org.jspecify.annotations.NullMarked;
