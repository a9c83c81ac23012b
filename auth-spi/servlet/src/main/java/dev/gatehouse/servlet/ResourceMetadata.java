package dev.gatehouse.servlet;

import dev.gatehouse.servlet.gate.ClientConnection;
import dev.gatehouse.servlet.mechanism.ActiveMechanism;
import dev.gatehouse.servlet.response.JsonString;
import dev.gatehouse.servlet.response.ResponseHeaders;
import dev.gatehouse.servlet.settings.HostSettings;
import dev.gatehouse.spi.ProtectedResource;
import dev.gatehouse.spi.Reason;
import dev.gatehouse.spi.settings.Settings;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The metadata of the application as a protected resource (RFC 9728), merged from all mechanisms. The document is
 * public and is created at the start from configuration only. It requires a public URL, because its content must not
 * depend on the {@code Host} header of a request. Thread-safe.
 */
final class ResourceMetadata {

    private static final String WELL_KNOWN = "/.well-known/oauth-protected-resource";
    private static final Reason METHOD = Reason.of("endpoint.method");
    private static final ResourceMetadata NONE = new ResourceMetadata(null, Set.of(), new byte[0]);

    private final @Nullable String url;
    private final Set<String> paths;
    private final byte[] document;

    private ResourceMetadata(@Nullable String url, Set<String> paths, byte[] document) {
        this.url = url;
        this.paths = paths;
        this.document = document;
    }

    /**
     * Returns the metadata. They are not served if they are switched off, if the public URL is unknown, or if no
     * mechanism accepts access tokens.
     *
     * @throws dev.gatehouse.spi.settings.SettingException if they are switched on without a public URL
     */
    static ResourceMetadata of(List<ActiveMechanism<?>> mechanisms, Settings settings) {
        Optional<URI> publicUrl = settings.find(HostSettings.PUBLIC_URL);
        boolean on = settings.get(HostSettings.RESOURCE_METADATA);
        if (on && publicUrl.isEmpty() && settings.isSet(HostSettings.RESOURCE_METADATA)) {
            throw settings.refuse(
                    HostSettings.RESOURCE_METADATA,
                    "requires auth.public-url, because the metadata must not depend on what a client sends");
        }
        if (!on || publicUrl.isEmpty()) {
            return NONE;
        }
        List<ProtectedResource> parts = mechanisms.stream()
                .flatMap(mechanism -> mechanism.protectedResource().stream())
                .toList();
        if (parts.isEmpty()) {
            return NONE;
        }
        URI base = publicUrl.get();
        String path = base.getRawPath();
        path = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        String resource = base.getScheme().toLowerCase(Locale.ROOT) + "://"
                + base.getRawAuthority().toLowerCase(Locale.ROOT) + path;
        byte[] document = json(resource, parts).getBytes(StandardCharsets.UTF_8);
        return new ResourceMetadata(
                resource + WELL_KNOWN,
                path.isEmpty() ? Set.of(WELL_KNOWN) : Set.of(WELL_KNOWN, WELL_KNOWN + path),
                document);
    }

    /**
     * Checks that nothing else uses its paths.
     *
     * @throws dev.gatehouse.spi.settings.SettingException if a mechanism's endpoint or a rule uses them
     */
    ResourceMetadata checkedAgainst(EndpointTable endpoints, AccessPolicy policy, Settings settings) {
        boolean taken = paths.stream().anyMatch(path -> endpoints.at(path) != null);
        for (AccessRule rule : policy.rules()) {
            taken |= !rule.isPrefix() && paths.contains(rule.path()) && rule.mode() != AccessRule.Mode.OPEN;
        }
        if (taken) {
            throw settings.refuse(
                    HostSettings.RESOURCE_METADATA,
                    "an access rule or an endpoint of a mechanism uses the path of the metadata, " + WELL_KNOWN
                            + "; set this to off or move it");
        }
        return this;
    }

    /** Returns their URL; {@code null} if they are not served. */
    @Nullable
    String url() {
        return url;
    }

    /** Returns whether they are at this path. */
    boolean isAt(String path) {
        return paths.contains(path);
    }

    /** Writes them, or returns the refusal of a method other than GET and HEAD. */
    @Nullable
    Refusal answer(
            HttpServletRequest request,
            HttpServletResponse response,
            ResponseHeaders headers,
            ClientConnection.Known connection)
            throws IOException {
        if (!request.getMethod().equals("GET") && !request.getMethod().equals("HEAD")) {
            response.setHeader("Allow", "GET, HEAD");
            return Refusal.of(405, METHOD);
        }
        headers.own(response, connection);
        response.setStatus(200);
        response.setContentType("application/json");
        response.setContentLength(document.length);
        response.getOutputStream().write(document);
        return null;
    }

    private static String json(String resource, List<ProtectedResource> parts) {
        Set<String> servers = new TreeSet<>();
        Set<String> scopes = new TreeSet<>();
        Set<String> algorithms = new TreeSet<>();
        boolean required = true;
        boolean certificates = false;
        for (ProtectedResource part : parts) {
            servers.addAll(part.authorizationServers());
            scopes.addAll(part.scopes());
            algorithms.addAll(part.dpopAlgorithms());
            required &= part.dpopRequired();
            certificates |= part.certificateBound();
        }
        StringBuilder json = new StringBuilder("{\"resource\":");
        JsonString.append(resource, json);
        list("authorization_servers", servers, json);
        list("scopes_supported", scopes, json);
        list("bearer_methods_supported", List.of("header"), json);
        list("dpop_signing_alg_values_supported", algorithms, json);
        json.append(required ? ",\"dpop_bound_access_tokens_required\":true" : "");
        json.append(certificates ? ",\"tls_client_certificate_bound_access_tokens\":true" : "");
        return json.append('}').toString();
    }

    /** A member without a value is left out (RFC 9728 section 3.2). */
    private static void list(String name, Collection<String> values, StringBuilder json) {
        if (values.isEmpty()) {
            return;
        }
        json.append(",\"").append(name).append("\":");
        char separator = '[';
        for (String value : values) {
            json.append(separator);
            JsonString.append(value, json);
            separator = ',';
        }
        json.append(']');
    }
}
