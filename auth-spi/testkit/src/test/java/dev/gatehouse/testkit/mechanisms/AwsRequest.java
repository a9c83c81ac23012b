package dev.gatehouse.testkit.mechanisms;

import dev.gatehouse.spi.Credential;
import dev.gatehouse.spi.RequestView;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What AWS Signature Version 4 covers: the parts of the request that the extractor takes, and the body.
 *
 * @param parameters what stands behind the scheme
 * @param headers the values of the signed headers and of those that must be signed if they are there, by lower-case
 *     name
 */
record AwsRequest(
        String parameters, String method, String path, String query, Map<String, List<String>> headers, ByteBuffer body)
        implements Credential {

    static final String CONTENT = "x-amz-content-sha256";
    static final String DATE = "x-amz-date";
    static final String TOKEN = "x-amz-security-token";

    private static final int MAX_HEADERS = 32;

    static AwsRequest of(String parameters, RequestView request) {
        URI url = URI.create(request.externalUrl());
        Map<String, List<String>> headers = new TreeMap<>();
        String signed = AwsSignature.parameter(parameters, "SignedHeaders");
        String[] names = (signed == null ? "" : signed).split(";", MAX_HEADERS + 1);
        for (String name : names) {
            headers.put(name, request.headers(name));
        }
        for (String name : List.of(CONTENT, DATE, TOKEN)) {
            headers.put(name, request.headers(name));
        }
        // The name under which clients reach the application, also behind a proxy.
        headers.put("host", List.of(url.getRawAuthority()));
        return new AwsRequest(
                parameters,
                request.method(),
                url.getRawPath(),
                request.query(),
                Map.copyOf(headers),
                ByteBuffer.allocate(0));
    }

    AwsRequest with(ByteBuffer content) {
        return new AwsRequest(parameters, method, path, query, headers, content);
    }

    /**
     * Returns the canonical request; {@code null} if a signed header is absent or repeated, or the query is malformed.
     */
    @Nullable
    String canonical(String signedHeaders) {
        StringBuilder lines = new StringBuilder();
        for (String name : signedHeaders.split(";", -1)) {
            List<String> values = headers.getOrDefault(name, List.of());
            if (values.size() != 1) {
                return null;
            }
            lines.append(name)
                    .append(':')
                    .append(values.get(0).trim().replaceAll(" +", " "))
                    .append('\n');
        }
        String sorted = canonicalQuery();
        // All services but S3 encode the path, which is encoded already, once more.
        String encodedPath = encode(path.isEmpty() ? "/" : path).replace("%2F", "/");
        return sorted == null
                ? null
                : String.join(
                        "\n", method, encodedPath, sorted, lines, signedHeaders, Digests.hex(Digests.sha256(body)));
    }

    private @Nullable String canonicalQuery() {
        List<String> pairs = new ArrayList<>();
        try {
            for (String pair : query.isEmpty() ? new String[0] : query.split("&", -1)) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                String value = equals < 0 ? "" : pair.substring(equals + 1);
                pairs.add(encode(decode(name)) + "=" + encode(decode(value)));
            }
        } catch (IllegalArgumentException malformed) {
            return null;
        }
        pairs.sort(null);
        return String.join("&", pairs);
    }

    /** A plus sign is itself. */
    private static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }

    @Override
    public String toString() {
        return "AwsRequest[method=" + method + "]";
    }
}
