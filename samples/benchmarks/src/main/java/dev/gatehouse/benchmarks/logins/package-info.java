/** Whether the time of a refused login tells who exists. */
@NullMarked
package dev.gatehouse.benchmarks.logins;

import org.jspecify.annotations.NullMarked;
