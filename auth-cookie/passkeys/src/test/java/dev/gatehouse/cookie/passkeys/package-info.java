/** Tests of the package with the same name, and their fixtures. */
@NullMarked
package dev.gatehouse.cookie.passkeys;

import org.jspecify.annotations.NullMarked;
