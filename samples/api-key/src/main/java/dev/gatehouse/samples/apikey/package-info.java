/**
 * A custom mechanism that uses only the SPI: callers authenticate with an API key in the header {@code X-API-Key}.
 *
 * <p>Start with {@link dev.gatehouse.samples.apikey.ApiKeyFactory}. The package overview of the SPI shows this code.
 */
@NullMarked
package dev.gatehouse.samples.apikey;

import org.jspecify.annotations.NullMarked;
