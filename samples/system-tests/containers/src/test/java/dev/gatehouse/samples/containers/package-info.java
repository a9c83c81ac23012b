/** The same application and the same requests on each servlet container. */
@NullMarked
package dev.gatehouse.samples.containers;

import org.jspecify.annotations.NullMarked;
