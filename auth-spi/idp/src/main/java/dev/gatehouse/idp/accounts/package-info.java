/**
 * The clients and users of the identity provider. Start with {@link dev.gatehouse.idp.accounts.Client} and
 * {@link dev.gatehouse.idp.accounts.User}, which tests and applications describe; {@code Directory} finds them.
 */
@NullMarked
package dev.gatehouse.idp.accounts;

import org.jspecify.annotations.NullMarked;
