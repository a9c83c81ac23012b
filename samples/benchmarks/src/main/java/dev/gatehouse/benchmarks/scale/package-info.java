/** What many sessions need, and what it costs to find one among them. */
@NullMarked
package dev.gatehouse.benchmarks.scale;

import org.jspecify.annotations.NullMarked;
