package dev.gatehouse.spi;

import dev.gatehouse.spi.stability.Stable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The part of a request that a mechanism reads its credential from. The host derives these rules from it, so that a
 * mechanism cannot get them wrong:
 *
 * <ul>
 *   <li>Precedence. A client sets an <em>explicit</em> credential on purpose ({@code Authorization}, another header, a
 *       WebSocket subprotocol). A browser, a connection or a proxy adds an <em>ambient</em> credential automatically (a
 *       cookie, a client certificate, a header that a proxy makes from its own cookie). An explicit credential takes
 *       precedence.
 *   <li>Competition. Mechanisms with equal sources are asked in turn about the same credential.
 *   <li>Visibility. {@link RequestView} shows an extractor the headers or the cookie of its own source, and hides those
 *       of other mechanisms. The application sees them all.
 *   <li>Trust. A header that a proxy sets is visible only if the request comes from a trusted proxy
 *       ({@code auth.trusted-proxies}). A credential in {@code Sec-WebSocket-Protocol} is visible only in a WebSocket
 *       handshake.
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
        /** Other request headers, such as {@code X-API-Key}, or {@code Signature} with {@code Signature-Input}. */
        HEADER,
        /** A header that a trusted proxy makes from its own cookie, such as {@code X-Amzn-Oidc-Data}. */
        PROXY_HEADER,
        /** A subprotocol that a WebSocket client offers (RFC 6455 section 4.1). */
        WEBSOCKET_PROTOCOL,
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

    /** The headers of this prefix that say where a request comes from. Others may carry a credential. */
    private static final Set<String> FORWARDING = Set.of(
            "x-forwarded-for",
            "x-forwarded-by",
            "x-forwarded-host",
            "x-forwarded-port",
            "x-forwarded-prefix",
            "x-forwarded-proto",
            "x-forwarded-scheme",
            "x-forwarded-server",
            "x-forwarded-ssl");

    private static final String WEBSOCKET_HEADER = "Sec-WebSocket-Protocol";
    private static final CredentialSource WEBSOCKET = new CredentialSource(Kind.WEBSOCKET_PROTOCOL, WEBSOCKET_HEADER);
    private static final CredentialSource AUTHORIZATION = new CredentialSource(Kind.AUTHORIZATION, "Authorization");
    private static final CredentialSource CLIENT_CERTIFICATE =
            new CredentialSource(Kind.CLIENT_CERTIFICATE, "client certificate");

    private final Kind kind;
    private final List<String> names;
    /** The names as they are compared. Hosts compare sources on every request. */
    private final String key;

    private CredentialSource(Kind kind, String name) {
        this(kind, List.of(name), kind == Kind.COOKIE ? name : name.toLowerCase(Locale.ROOT));
    }

    private CredentialSource(Kind kind, List<String> names, String key) {
        this.kind = kind;
        this.names = names;
        this.key = key;
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
        checkHeader(name);
        return new CredentialSource(Kind.HEADER, name);
    }

    /**
     * Returns request headers that make one credential together, such as {@code Signature} and {@code Signature-Input}
     * (RFC 9421) or a client id and a secret. All of them belong to the mechanism. Sources with the same headers in
     * another order are equal.
     *
     * <p>A request that has one of the headers has a credential, even if it lacks the others: the extractor returns it,
     * so that the authenticator can reject it. A header whose value is no part of the credential, such as a date that
     * the credential signs, is none of them: every extractor may read it.
     *
     * @param first the name of the header that represents the source; see {@link #header(String)}
     * @param others the names of the other headers
     * @throws IllegalArgumentException if a name is not possible for {@link #header(String)}, or is given twice
     */
    public static CredentialSource headers(String first, String... others) {
        List<String> names = new ArrayList<>();
        Set<String> keys = new TreeSet<>();
        names.add(first);
        names.addAll(List.of(others));
        for (String name : names) {
            checkHeader(name);
            if (!keys.add(name.toLowerCase(Locale.ROOT))) {
                throw new IllegalArgumentException("expected different headers, but " + name + " is given twice");
            }
        }
        return new CredentialSource(Kind.HEADER, List.copyOf(names), String.join(",", keys));
    }

    private static void checkHeader(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        boolean taken = NOT_A_SOURCE.contains(lower) || lower.startsWith("x-forwarded-") || lower.startsWith("sec-");
        if (!HttpSyntax.isToken(name) || taken) {
            throw new IllegalArgumentException("not a header that can carry a credential of a mechanism");
        }
    }

    /**
     * Returns a request header that a proxy makes from its own cookie after it has authenticated the user. A browser
     * therefore sends the credential automatically, so it is ambient. The host shows the header only if the request
     * comes from a trusted proxy, and refuses the start if {@code auth.trusted-proxies} is empty.
     *
     * @param name a header name (RFC 9110 section 5.1); not case-sensitive
     * @throws IllegalArgumentException if the name is malformed, or if the header has another purpose, such as
     *     {@code Cookie}, {@code Host}, {@code X-Forwarded-For} or {@code Sec-*}
     */
    public static CredentialSource proxyHeader(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        boolean taken = NOT_A_SOURCE.contains(lower) || FORWARDING.contains(lower) || lower.startsWith("sec-");
        if (!HttpSyntax.isToken(name) || taken) {
            throw new IllegalArgumentException("not a header that can carry a credential of a mechanism");
        }
        return new CredentialSource(Kind.PROXY_HEADER, name);
    }

    /**
     * Returns the subprotocols that a WebSocket client offers. Scripts in browsers cannot set {@code Authorization} for
     * a WebSocket. They can offer a subprotocol that contains the credential, in one of two forms:
     *
     * <ul>
     *   <li>The offer {@code bearer} announces that the next offer is the credential: {@code new WebSocket(url,
     *       ["chat", "bearer", token])}.
     *   <li>An offer that starts with {@code base64url.bearer.authorization.k8s.io.} ends with the base64url form of
     *       the credential without padding, as Kubernetes defines it.
     * </ul>
     *
     * <p>The host takes the credentials out of the header: {@link RequestView#headers} returns one value for each, an
     * empty one if it is malformed. It does so for the handshake alone. The application sees the other subprotocols,
     * {@code bearer} among them, which it may select.
     */
    public static CredentialSource webSocketProtocol() {
        return WEBSOCKET;
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
     * Returns the name of the header or cookie as it was given, the first one of several; {@code "client certificate"}
     * for a client certificate.
     */
    public String name() {
        return names.get(0);
    }

    /**
     * Returns {@link #name()} and the names of the other headers of the source, in the order in which they were given.
     */
    public List<String> names() {
        return names;
    }

    /**
     * Returns whether the client sets this credential on purpose. An explicit credential takes precedence over ambient
     * ones, which are then ignored.
     */
    public boolean explicit() {
        return kind == Kind.AUTHORIZATION || kind == Kind.HEADER || kind == Kind.WEBSOCKET_PROTOCOL;
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
            case HEADER -> (names.size() == 1 ? "the header " : "the headers ") + String.join(", ", names);
            case PROXY_HEADER -> "the header " + name() + " of a trusted proxy";
            case WEBSOCKET_PROTOCOL -> "the header " + name() + " of a WebSocket handshake";
            case COOKIE -> "the cookie " + name();
            case CLIENT_CERTIFICATE -> "the client certificate";
        };
    }
}
