/** Tests of settings. */
@NullMarked
package dev.gatehouse.spi.settings;

import org.jspecify.annotations.NullMarked;
