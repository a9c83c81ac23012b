/** Sessions in a cookie: the {@code memory} sessions, the {@code cookie} mechanism with its login and logout, and the users with their password hashes. */
@NullMarked
package dev.gatehouse.cookie;

import org.jspecify.annotations.NullMarked;
