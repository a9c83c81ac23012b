@NullMarked
package dev.gatehouse.cookie.redis;

import org.jspecify.annotations.NullMarked;
