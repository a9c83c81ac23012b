/** Tests of the compact form, the header and the registered claims. */
@NullMarked
package dev.gatehouse.jwt.jose;

import org.jspecify.annotations.NullMarked;
