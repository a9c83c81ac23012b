/** Tests of files that are read again. */
@NullMarked
package dev.gatehouse.spi.files;

import org.jspecify.annotations.NullMarked;
