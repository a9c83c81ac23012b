/** Tests of the package. */
@NullMarked
package dev.gatehouse.support.retry;

import org.jspecify.annotations.NullMarked;
