/** Tests of the SPI's value types. */
@NullMarked
package dev.gatehouse.spi;

import org.jspecify.annotations.NullMarked;
