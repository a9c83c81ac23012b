/** Files that mechanisms read again when they change, such as keys and users. */
@NullMarked
package dev.gatehouse.spi.files;

import org.jspecify.annotations.NullMarked;
