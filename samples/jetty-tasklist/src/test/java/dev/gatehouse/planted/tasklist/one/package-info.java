/** Planted code that breaks the rules of the architecture. */
@NullMarked
package dev.gatehouse.planted.tasklist.one;

import org.jspecify.annotations.NullMarked;
