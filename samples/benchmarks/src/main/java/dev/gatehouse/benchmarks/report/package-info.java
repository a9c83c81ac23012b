/** Runs the measurements and prints the tables. Start with {@link dev.gatehouse.benchmarks.report.Benchmarks}. */
@NullMarked
package dev.gatehouse.benchmarks.report;

import org.jspecify.annotations.NullMarked;
