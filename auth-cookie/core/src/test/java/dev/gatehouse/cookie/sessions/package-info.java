/** Tests of the package of the same name; what several of them need is here as well. */
@NullMarked
package dev.gatehouse.cookie.sessions;

import org.jspecify.annotations.NullMarked;
