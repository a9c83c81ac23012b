/**
 * The life of a session after the log-in with an OpenID provider: its tokens, their refresh, and logout from either
 * side. Start with {@link dev.gatehouse.identity.session.ProviderSessions}.
 */
@NullMarked
package dev.gatehouse.identity.session;

import org.jspecify.annotations.NullMarked;
