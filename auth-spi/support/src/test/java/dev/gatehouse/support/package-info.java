/** Tests of the package. */
@NullMarked
package dev.gatehouse.support;

import org.jspecify.annotations.NullMarked;
