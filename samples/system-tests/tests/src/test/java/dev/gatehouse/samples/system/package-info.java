/** Tests of the sample from outside: it runs as processes of its own. */
@NullMarked
package dev.gatehouse.samples.system;

import org.jspecify.annotations.NullMarked;
