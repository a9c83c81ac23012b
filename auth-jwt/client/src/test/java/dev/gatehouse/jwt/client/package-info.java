/** Tests of the token client. */
@NullMarked
package dev.gatehouse.jwt.client;

import org.jspecify.annotations.NullMarked;
