/** One class for each library, each set up to check the same. */
@NullMarked
package dev.gatehouse.benchmarks.verify;

import org.jspecify.annotations.NullMarked;
