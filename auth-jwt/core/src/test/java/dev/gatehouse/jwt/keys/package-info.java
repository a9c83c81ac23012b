/** Tests of keys and key sets: reading, fetching, refreshing, finding and verifying. */
@NullMarked
package dev.gatehouse.jwt.keys;

import org.jspecify.annotations.NullMarked;
