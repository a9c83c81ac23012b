/** What JMH measures: one operation at a time, in a JVM of its own. */
@NullMarked
package dev.gatehouse.benchmarks.micro;

import org.jspecify.annotations.NullMarked;
