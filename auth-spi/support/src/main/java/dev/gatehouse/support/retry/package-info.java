/** When to ask a back end again that failed, and the threads that do it. */
@NullMarked
package dev.gatehouse.support.retry;

import org.jspecify.annotations.NullMarked;
