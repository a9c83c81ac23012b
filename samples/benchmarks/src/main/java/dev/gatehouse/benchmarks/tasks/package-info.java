/** Measures the task store on the databases that it supports. Start with {@code TaskBenchmark}. */
@NullMarked
package dev.gatehouse.benchmarks.tasks;

import org.jspecify.annotations.NullMarked;
