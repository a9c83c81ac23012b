/** Tests of the sample mechanism. */
@NullMarked
package dev.gatehouse.samples.apikey;

import org.jspecify.annotations.NullMarked;
