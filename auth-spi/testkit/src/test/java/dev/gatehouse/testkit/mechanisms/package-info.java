/** Five mechanisms of different kinds, which prove that the SPI carries them without a cast or a side channel. For tests only. */
@NullMarked
package dev.gatehouse.testkit.mechanisms;

import org.jspecify.annotations.NullMarked;
