/** Tests of the package. */
@NullMarked
package dev.gatehouse.support.json;

import org.jspecify.annotations.NullMarked;
