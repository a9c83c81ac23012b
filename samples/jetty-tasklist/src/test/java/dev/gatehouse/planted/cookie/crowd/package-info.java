/** Planted code that breaks the rules of the architecture. */
@NullMarked
package dev.gatehouse.planted.cookie.crowd;

import org.jspecify.annotations.NullMarked;
