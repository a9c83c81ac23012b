/** The tokens and keys that every measured library gets. */
@NullMarked
package dev.gatehouse.benchmarks.token;

import org.jspecify.annotations.NullMarked;
