/** Planted code that breaks the rules of the architecture. */
@NullMarked
package dev.gatehouse.planted.servlet;

import org.jspecify.annotations.NullMarked;
