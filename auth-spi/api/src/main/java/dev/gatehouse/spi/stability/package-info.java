/**
 * Annotations that say how far a public type can be relied on.
 *
 * <p>Every public top-level type of a published module has exactly one of them. An architecture test checks this.
 */
@NullMarked
package dev.gatehouse.spi.stability;

import org.jspecify.annotations.NullMarked;
