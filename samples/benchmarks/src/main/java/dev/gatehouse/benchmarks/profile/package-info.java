/** Where the time and the garbage of single operations come from, by the JDK's flight recorder. */
@NullMarked
package dev.gatehouse.benchmarks.profile;

import org.jspecify.annotations.NullMarked;
