/** Tests of the package. */
@NullMarked
package dev.gatehouse.support.http;

import org.jspecify.annotations.NullMarked;
