/**
 * A custom mechanism, written against the SPI alone. Callers authenticate with a key in the header {@code
 * X-API-Key}.
 */
@NullMarked
package dev.gatehouse.samples.apikey;

import org.jspecify.annotations.NullMarked;
