/** Measures the CPU time and the garbage of authentication, beside other libraries. */
@NullMarked
package dev.gatehouse.benchmarks;

import org.jspecify.annotations.NullMarked;
