package dev.gatehouse.identity.login;

import dev.gatehouse.spi.stability.Internal;

/**
 * One way to log in, for a page. It has no secrets. Immutable.
 *
 * @param name a name for machines: the alias of the provider, or {@code local}
 * @param title a name for people
 * @param path where it begins, below the context path
 * @param kind the kind
 * @since 0.1
 */
@Internal
public record LoginOption(String name, String title, String path, Kind kind) {

    /** The kinds of log-in. */
    public enum Kind {
        /** With an OpenID provider. */
        OPENID,
        /** With the name and password of a user of this application. */
        PASSWORD
    }
}
