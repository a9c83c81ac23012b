/** Tests of introspection: the rules for a response, the cache, the calls and the endpoint. */
@NullMarked
package dev.gatehouse.jwt.introspection;

import org.jspecify.annotations.NullMarked;
