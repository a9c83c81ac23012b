package dev.gatehouse.spi;

import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a request a mechanism reads its credential from. The host derives from it what a mechanism author could get wrong:
 *
 * <ul>
 *   <li>whether the client set the credential on purpose (<em>explicit</em>: {@code Authorization} or another header) or a browser or connection adds it by
 *       itself (<em>ambient</em>: cookie, client certificate); explicit goes before ambient;
 *   <li>which mechanisms compete: those with an equal source;
 *   <li>what {@link RequestView} shows: an extractor sees the cookie or header of its own source and no other mechanism's;
 *   <li>whether the cross-site guard applies: for every ambient source, and for the {@code Authorization} schemes that browsers repeat by themselves
 *       ({@code Basic}, {@code Digest}, {@code Negotiate}, {@code NTLM}).
 * </ul>
 *
 * Immutable.
 */
public final class CredentialSource {

    /** The kinds of source. */
    public enum Kind {
        /** The {@code Authorization} header (RFC 9110 section 11.6.2). */
        AUTHORIZATION,
        /** Another request header, such as {@code X-API-Key}. */
        HEADER,
        /** One cookie (RFC 6265). */
        COOKIE,
        /** The certificate of the TLS connection. */
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

    private CredentialSource(Kind kind, String name) {
        this.kind = kind;
        this.name = name;
    }

    /** Returns the {@code Authorization} header; all schemes in it are one source, since a request has only one such header. */
    public static CredentialSource authorization() {
        return AUTHORIZATION;
    }

    /**
     * Returns a request header of the mechanism's own.
     *
     * @param name a header name (RFC 9110 section 5.1); case does not matter
     * @throws IllegalArgumentException if it is no header name, or one with another meaning, such as {@code Cookie}
     */
    public static CredentialSource header(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        boolean taken = NOT_A_SOURCE.contains(lower) || lower.startsWith("x-forwarded-") || lower.startsWith("sec-");
        if (!HttpSyntax.isToken(name) || taken) {
            throw new IllegalArgumentException("not a header that a mechanism may own");
        }
        return new CredentialSource(Kind.HEADER, name);
    }

    /**
     * Returns one cookie.
     *
     * @param name a cookie name (RFC 6265 section 4.1.1); case matters
     * @throws IllegalArgumentException if it is no cookie name
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

    /** Returns the header's or cookie's name. */
    public String name() {
        return name;
    }

    /** Returns whether the client sets it on purpose; such a credential decides alone, without regard to ambient ones. */
    public boolean explicit() {
        return kind == Kind.AUTHORIZATION || kind == Kind.HEADER;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CredentialSource source && kind == source.kind && key().equals(source.key());
    }

    @Override
    public int hashCode() {
        return Objects.hash(kind, key());
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

    private String key() {
        return kind == Kind.COOKIE ? name : name.toLowerCase(Locale.ROOT);
    }
}
