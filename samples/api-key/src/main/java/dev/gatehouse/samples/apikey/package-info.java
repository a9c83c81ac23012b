/** A mechanism of one's own, written against the SPI alone: callers prove who they are by a key in the header {@code X-API-Key}. */
@NullMarked
package dev.gatehouse.samples.apikey;

import org.jspecify.annotations.NullMarked;
