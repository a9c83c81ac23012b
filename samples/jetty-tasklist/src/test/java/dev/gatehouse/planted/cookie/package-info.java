/** Planted code that breaks the rules of the architecture. */
@NullMarked
package dev.gatehouse.planted.cookie;

import org.jspecify.annotations.NullMarked;
