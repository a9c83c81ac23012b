/** The Tasklist sample on embedded Jetty. */
@NullMarked
package dev.gatehouse.samples.tasklist;

import org.jspecify.annotations.NullMarked;
