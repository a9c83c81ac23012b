/** Sessions and tries to log in, in Redis. */
@NullMarked
package dev.gatehouse.cookie.redis;

import org.jspecify.annotations.NullMarked;
