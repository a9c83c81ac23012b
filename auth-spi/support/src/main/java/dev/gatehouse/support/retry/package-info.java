/** Retries after failures of a back end, and background threads. */
@NullMarked
package dev.gatehouse.support.retry;

import org.jspecify.annotations.NullMarked;
