/** The states of the parts of the application, and the answers that tell them. */
@NullMarked
package dev.gatehouse.samples.tasklist.status;

import org.jspecify.annotations.NullMarked;
