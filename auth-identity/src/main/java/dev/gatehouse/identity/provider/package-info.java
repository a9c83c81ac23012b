/**
 * An OpenID provider as this application sees it: its settings, its metadata, and the requests that are sent to it as a
 * client. Start with {@link dev.gatehouse.identity.provider.LoginProvider} and
 * {@link dev.gatehouse.identity.provider.ProviderClient}.
 */
@NullMarked
package dev.gatehouse.identity.provider;

import org.jspecify.annotations.NullMarked;
