/**
 * Sessions and login attempts in Redis.
 *
 * <p>Start reading at {@link dev.gatehouse.cookie.redis.RedisSessionsFactory}. {@code RedisSessionStore} keeps the
 * sessions with {@code RedisScript}, {@code RedisClient} makes the calls over {@code RedisPool}.
 */
@NullMarked
package dev.gatehouse.cookie.redis;

import org.jspecify.annotations.NullMarked;
