/** Real servers, each in a JVM of its own, and the load that tells what a request costs them. */
@NullMarked
package dev.gatehouse.benchmarks.http;

import org.jspecify.annotations.NullMarked;
