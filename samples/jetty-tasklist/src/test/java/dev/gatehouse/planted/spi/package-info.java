/** Planted code that breaks the rules of the architecture. */
@NullMarked
package dev.gatehouse.planted.spi;

import org.jspecify.annotations.NullMarked;
