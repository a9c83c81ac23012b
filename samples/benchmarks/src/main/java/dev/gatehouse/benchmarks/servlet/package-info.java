/** A request and a response made by hand, which cost next to nothing themselves. */
@NullMarked
package dev.gatehouse.benchmarks.servlet;

import org.jspecify.annotations.NullMarked;
