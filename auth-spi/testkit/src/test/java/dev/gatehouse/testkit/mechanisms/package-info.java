/** Five mechanisms of different kinds, which show that the SPI supports them without casts. For tests only. */
@NullMarked
package dev.gatehouse.testkit.mechanisms;

import org.jspecify.annotations.NullMarked;
