@NullMarked
package dev.gatehouse.cookie.jdbc;

import org.jspecify.annotations.NullMarked;
