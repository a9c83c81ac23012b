package dev.gatehouse.spi;

import dev.gatehouse.spi.stability.Stable;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The part of a request that a mechanism reads its credential from. The host derives these rules from it, so that a
 * mechanism cannot get them wrong:
 *
 * <ul>
 *   <li>Precedence. A client sets an <em>explicit</em> credential on purpose ({@code Authorization} or another header).
 *       A browser or a connection adds an <em>ambient</em> credential automatically (a cookie, a client certificate).
 *       An explicit credential takes precedence.
 *   <li>Competition. Mechanisms with equal sources are asked in turn about the same credential.
 *   <li>Visibility. {@link RequestView} shows an extractor the header or cookie of its own source, and hides those of
 *       other mechanisms.
 *   <li>Cross-site protection. It applies to every ambient source, and to the {@code Authorization} schemes that
 *       browsers repeat automatically ({@code Basic}, {@code Digest}, {@code Negotiate}, {@code NTLM}).
 * </ul>
 *
 * <p>Immutable.
 *
 * @since 0.1
 */
@Stable
public final class CredentialSource {

    /** The kinds of source. */
    public enum Kind {
        /** The {@code Authorization} header (RFC 9110 section 11.6.2). */
        AUTHORIZATION,
        /** Another request header, such as {@code X-API-Key}. */
        HEADER,
        /** A cookie (RFC 6265). */
        COOKIE,
        /** The client certificate of the TLS connection. */
        CLIENT_CERTIFICATE
    }

    private static final Set<String> NOT_A_SOURCE = Set.of(
            "authorization",
            "cookie",
            "proxy-authorization",
            "host",
            "origin",
            "referer",
            "content-type",
            "content-length",
            "transfer-encoding",
            "te",
            "forwarded",
            "connection",
            "upgrade");

    private static final CredentialSource AUTHORIZATION = new CredentialSource(Kind.AUTHORIZATION, "Authorization");
    private static final CredentialSource CLIENT_CERTIFICATE =
            new CredentialSource(Kind.CLIENT_CERTIFICATE, "client certificate");

    private final Kind kind;
    private final String name;
    /** The name as it is compared. Hosts compare sources on every request. */
    private final String key;

    private CredentialSource(Kind kind, String name) {
        this.kind = kind;
        this.name = name;
        this.key = kind == Kind.COOKIE ? name : name.toLowerCase(Locale.ROOT);
    }

    /**
     * Returns the {@code Authorization} header. All schemes share this source, because a request has only one such
     * header.
     */
    public static CredentialSource authorization() {
        return AUTHORIZATION;
    }

    /**
     * Returns a request header that belongs to the mechanism.
     *
     * @param name a header name (RFC 9110 section 5.1); not case-sensitive
     * @throws IllegalArgumentException if the name is malformed, or if the header has another purpose, such as
     *     {@code Cookie}, {@code Host}, {@code X-Forwarded-*} or {@code Sec-*}
     */
    public static CredentialSource header(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        boolean taken = NOT_A_SOURCE.contains(lower) || lower.startsWith("x-forwarded-") || lower.startsWith("sec-");
        if (!HttpSyntax.isToken(name) || taken) {
            throw new IllegalArgumentException("not a header that can carry a credential of a mechanism");
        }
        return new CredentialSource(Kind.HEADER, name);
    }

    /**
     * Returns a cookie.
     *
     * @param name a cookie name (RFC 6265 section 4.1.1); case-sensitive
     * @throws IllegalArgumentException if the name is malformed
     */
    public static CredentialSource cookie(String name) {
        if (!HttpSyntax.isToken(name)) {
            throw new IllegalArgumentException("not a cookie name");
        }
        return new CredentialSource(Kind.COOKIE, name);
    }

    /** Returns the certificate that the client presented on the TLS connection. */
    public static CredentialSource clientCertificate() {
        return CLIENT_CERTIFICATE;
    }

    /** Returns the kind of source. */
    public Kind kind() {
        return kind;
    }

    /**
     * Returns the name of the header or cookie as it was given; {@code "client certificate"} for a client certificate.
     */
    public String name() {
        return name;
    }

    /**
     * Returns whether the client sets this credential on purpose. An explicit credential takes precedence over ambient
     * ones, which are then ignored.
     */
    public boolean explicit() {
        return kind == Kind.AUTHORIZATION || kind == Kind.HEADER;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CredentialSource source && kind == source.kind && key.equals(source.key);
    }

    @Override
    public int hashCode() {
        return 31 * kind.hashCode() + key.hashCode();
    }

    @Override
    public String toString() {
        return switch (kind) {
            case AUTHORIZATION -> "the Authorization header";
            case HEADER -> "the header " + name;
            case COOKIE -> "the cookie " + name;
            case CLIENT_CERTIFICATE -> "the client certificate";
        };
    }
}
