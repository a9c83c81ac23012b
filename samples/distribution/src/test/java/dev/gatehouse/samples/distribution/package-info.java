/** Tests of the archive, as operators use it. */
@NullMarked
package dev.gatehouse.samples.distribution;

import org.jspecify.annotations.NullMarked;
