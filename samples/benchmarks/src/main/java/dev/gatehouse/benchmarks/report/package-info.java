/** Makes a page out of figures. */
@NullMarked
package dev.gatehouse.benchmarks.report;

import org.jspecify.annotations.NullMarked;
