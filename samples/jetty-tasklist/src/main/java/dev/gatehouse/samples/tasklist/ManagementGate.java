package dev.gatehouse.samples.tasklist;

import dev.gatehouse.spi.settings.Secret;
import dev.gatehouse.support.Sha256;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether the management listener answers a request. It answers tools that connect directly, and neither web
 * pages nor proxies, because to a listener on loopback everything that comes from this machine looks the same.
 * Thread-safe.
 */
final class ManagementGate {

    /** What proxies add, besides everything that begins with {@link #FORWARDED_PREFIX}. */
    private static final Set<String> PROXY_HEADERS =
            Set.of("forwarded", "via", "x-real-ip", "x-client-ip", "x-cluster-client-ip", "true-client-ip");

    private static final String FORWARDED_PREFIX = "x-forwarded-";
    private static final String BEARER = "Bearer ";

    private final String host;
    private final byte @Nullable [] token;

    ManagementGate(ManagementSettings settings) {
        this.host = settings.host().toLowerCase(Locale.ROOT);
        Secret secret = settings.token();
        this.token = secret == null ? null : digest(secret.reveal());
    }

    /** Returns the refusal; {@code null} if the request may be answered. */
    @Nullable
    ManagementReply refusal(Request request) {
        HttpFields headers = request.getHeaders();
        for (HttpField header : headers) {
            String name = header.getName().toLowerCase(Locale.ROOT);
            if (PROXY_HEADERS.contains(name) || name.startsWith(FORWARDED_PREFIX)) {
                return ManagementReply.problem(
                        403, "The request came through a proxy (" + name + "). Connect to this port directly.");
            }
        }
        if (!isOwnName(request)) {
            return ManagementReply.problem(421, "The request is for a host name other than this listener's.");
        }
        if (isFromPage(headers)) {
            return ManagementReply.problem(403, "Requests of web pages are refused.");
        }
        if (hasBody(headers)) {
            return ManagementReply.problem(400, "A request must not have a body.");
        }
        return unauthenticated(request.getMethod(), headers);
    }

    /** A page of another site can reach this listener under the name of that site (DNS rebinding). */
    private boolean isOwnName(Request request) {
        HttpURI target = request.getHttpURI();
        List<String> hosts = request.getHeaders().getValuesList(HttpHeader.HOST);
        if (hosts.size() != 1) {
            return false;
        }
        String named = withoutPort(hosts.get(0).toLowerCase(Locale.ROOT));
        String targeted = target.getHost() == null ? named : target.getHost().toLowerCase(Locale.ROOT);
        return isOwnName(named, request) && isOwnName(targeted, request);
    }

    private boolean isOwnName(String name, Request request) {
        if (name.equals(SampleSettings.LOCALHOST) || name.equals(host)) {
            return true;
        }
        boolean here = request.getConnectionMetaData().getLocalSocketAddress() instanceof InetSocketAddress local
                && isAddress(name, local.getAddress());
        return here || isAddress(name, InetAddress.getLoopbackAddress()) || name.equals("[::1]");
    }

    private static boolean isAddress(String name, @Nullable InetAddress address) {
        if (address == null) {
            return false;
        }
        String literal = address.getHostAddress();
        int zone = literal.indexOf('%');
        String plain = zone < 0 ? literal : literal.substring(0, zone);
        return name.equals(plain) || name.equals("[" + plain + "]");
    }

    private static String withoutPort(String authority) {
        int colon = authority.lastIndexOf(':');
        return colon > authority.lastIndexOf(']') ? authority.substring(0, colon) : authority;
    }

    private static boolean isFromPage(HttpFields headers) {
        String site = headers.get("Sec-Fetch-Site");
        return headers.contains(HttpHeader.ORIGIN) || (site != null && !site.equals("none"));
    }

    private static boolean hasBody(HttpFields headers) {
        String length = headers.get(HttpHeader.CONTENT_LENGTH);
        return headers.contains(HttpHeader.TRANSFER_ENCODING) || (length != null && !length.equals("0"));
    }

    private @Nullable ManagementReply unauthenticated(String method, HttpFields headers) {
        if (token == null) {
            return method.equals("POST")
                    ? ManagementReply.problem(403, "POST requires sample.management.token, which is not set.")
                    : null;
        }
        List<String> presented = headers.getValuesList(HttpHeader.AUTHORIZATION);
        boolean one = presented.size() == 1 && presented.get(0).regionMatches(true, 0, BEARER, 0, BEARER.length());
        // Digests have the same length, so that the comparison tells nothing about the token.
        boolean right = one
                && MessageDigest.isEqual(
                        digest(presented.get(0).substring(BEARER.length()).strip()), token);
        return right ? null : ManagementReply.problem(401, "The bearer token of sample.management.token is required.");
    }

    private static byte[] digest(String text) {
        return Sha256.of(text.getBytes(StandardCharsets.UTF_8));
    }
}
