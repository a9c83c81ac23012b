package dev.gatehouse.samples.containers;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Requests that no honest client sends: changed targets, methods and header lines, credentials of strangers, and bytes
 * that may be read as two requests. None has a credential that admits it. The same seed gives the same requests, apart
 * from the keys and the times of the tokens.
 */
final class HostileRequests {

    /**
     * One of them.
     *
     * @param text the bytes, one character for each
     * @param alone whether it needs a connection of its own, because its end depends on who reads it
     */
    record Request(String text, boolean alone) {}

    private static final List<String> PATHS = List.of(
            "/app/x",
            "/admin/x",
            "/graphql",
            "/v1/tasks/search",
            "/v1/tasks/1",
            "/in/plain",
            "/",
            "/optional/x",
            "/open/x");

    private static final List<String> FRAGMENTS = List.of(
            "/..",
            "/../",
            "..",
            "/.",
            "/./",
            "//",
            "///",
            ";",
            ";x=1",
            ";/../",
            "/..;/",
            "/.;/",
            "%2e%2e",
            "/%2e%2e/",
            "%2E",
            "%2f",
            "%2F",
            "%5c",
            "\\",
            "\\..\\",
            "%25",
            "%252e",
            "%252f",
            "%3b",
            "%3B",
            "%00",
            "\0",
            "%0a",
            "%0d%0a",
            "%09",
            "\t",
            "%7f",
            "\u007f",
            "\u0001",
            "%",
            "%4",
            "%zz",
            "%u002e",
            "%c0%ae",
            "%c0%af",
            "%e0%80%af",
            "%ff",
            "%c3",
            "%ed%a0%80",
            "%c2%85",
            "\u00fc",
            "\u00ff",
            "#",
            "#/open/x",
            "?",
            "?a=/../",
            "*",
            "@",
            ":",
            "%20",
            "+",
            "~",
            "%7e",
            "%41",
            "%61",
            "%C3%BC",
            ".json",
            "/open/x",
            "/open/../",
            "jsessionid=1",
            ";jsessionid=1");

    private static final List<String> PREFIXES = List.of(
            "/open/..",
            "/open/../",
            "/open/%2e%2e/",
            "/open/..;/",
            "/open;/..",
            "/open/x/../..",
            "/optional/..",
            "/.",
            "/;",
            "/;x",
            "//",
            "http://localhost",
            "http://localhost/open/..",
            "http://localhost:80",
            "https://localhost",
            "http://other.example",
            "localhost",
            "",
            "\\",
            "/%2f",
            "/OPEN/..",
            "/error/..",
            "/api/login/..");

    private static final List<String> METHODS = List.of(
            "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "REPORT", "BREW", "X".repeat(40), "get", "GeT");

    private static final List<String> ODD_METHODS = List.of("TRACE", "CONNECT", "GET\u00e9", "G@T", "GET\t", "");

    private static final List<String> LINES = List.of(
            "X-HTTP-Method-Override: OPTIONS",
            "X-Method-Override: GET",
            "X-Original-URL: /open/x",
            "X-Rewrite-URL: /open/x",
            "X-Forwarded-Prefix: /open",
            "X-Forwarded-For: 127.0.0.1",
            "X-Forwarded-Proto: https",
            "X-Forwarded-Host: other.example",
            "X-Forwarded-Uri: /open/x",
            "Forwarded: for=127.0.0.1;proto=https;host=other.example",
            "X-Remote-User: ann",
            "Remote-User: ann",
            "X-User: ann",
            "X-Auth-Request-User: ann",
            "X-Client-Cert: AAAA",
            "Client-Cert: :AAAA:",
            "Origin: null",
            "Origin: http://other.example",
            "Origin: http://localhost\r\nOrigin: http://other.example",
            "Sec-Fetch-Site: cross-site",
            "Access-Control-Request-Method: GET\r\nOrigin: http://other.example",
            "Referer: http://localhost/open/x",
            "Upgrade: websocket\r\nConnection: Upgrade",
            "Accept: " + "a/b,".repeat(200) + "*/*",
            "Proxy-Authorization: Basic YW5uOmFubg==",
            "DPoP: x.y.z",
            "Cookie: AUTH-SESSION",
            "Cookie: =; ;=;AUTH-SESSION=",
            "Cookie: $Version=1; AUTH-SESSION=\"a\"; $Path=/",
            "Content-Type: application/x-www-form-urlencoded",
            "Content-Type: multipart/form-data; boundary=x",
            "Authorization:",
            "Authorization: ",
            "Authorization: Bearer",
            "Authorization: Basic",
            "Authorization: Negotiate YII=",
            "authorization: BEARER a.b.c",
            "AUTHORIZATION: bEaReR a");

    /** Each of these is refused or ignored by a server that follows RFC 9112. */
    private static final List<String> BROKEN_LINES = List.of(
            "Authorization : Bearer a.b.c",
            "Authorization\t: Bearer a.b.c",
            " Authorization: Bearer a.b.c",
            "X-A: b\r\n Authorization: Bearer a.b.c",
            "X-A: b\r\n\tc",
            "X-A: b\u0000c",
            "X-A\u0000: b",
            "X-A",
            ": x",
            "X-A: b\nAuthorization: Bearer a.b.c",
            "X-A: b\rAuthorization: Bearer a.b.c",
            "X(A): b",
            "X-A: \u00e9\u0080\u00ff",
            "X-A: " + "b".repeat(20_000),
            "Host: other.example",
            "Content-Length: +0",
            "Content-Length: 0x0",
            "Content-Length: 0\r\nContent-Length: 0",
            "Content-Length: -1",
            "Transfer-Encoding: identity");

    private static final List<String> SECOND = List.of(
            "GET /app/x HTTP/1.1\r\nHost: localhost\r\n\r\n",
            "GET /admin/x HTTP/1.1\r\nHost: localhost\r\n\r\n",
            "POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n");

    private final Random random;
    private final List<String> credentials;

    /**
     * Creates the requests' source.
     *
     * @param credentials header lines that no mechanism accepts, each with its end
     */
    HostileRequests(long seed, List<String> credentials) {
        this.random = new Random(seed);
        this.credentials = List.copyOf(credentials);
    }

    List<Request> take(int count) {
        List<Request> all = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            all.add(next(i));
        }
        return all;
    }

    private Request next(int number) {
        // Lines without a meaning keep a folded line from continuing the number or a credential.
        String row = MatrixApplication.ROW + ": " + number + "\r\nX-After: row\r\n";
        return switch (random.nextInt(40)) {
            case 0 -> new Request(twoInOne(row), true);
            case 1, 2, 3 ->
                new Request(
                        line(target()) + row + host() + credential() + "X-Before: line\r\n" + one(BROKEN_LINES)
                                + "\r\n\r\n",
                        true);
            default -> whole(row);
        };
    }

    /** A request with one meaning, as long as its target has one. */
    private Request whole(String row) {
        String method = method();
        StringBuilder text = new StringBuilder(method)
                .append(' ')
                .append(target())
                .append(" HTTP/1.1\r\n")
                .append(row)
                .append("Host: localhost\r\n")
                .append(credential());
        for (int i = random.nextInt(3); i > 0; i--) {
            text.append(one(LINES)).append("\r\n");
        }
        String body = method.startsWith("P") ? one(List.of("", "{}", "{\"query\":\"{ __typename }\"}", "a=b")) : "";
        if (method.startsWith("P")) {
            text.append("Content-Length: ").append(body.length()).append("\r\n");
        }
        boolean changesTheConnection = method.equals("CONNECT") || text.indexOf("Upgrade:") >= 0;
        return new Request(text.append("\r\n").append(body).toString(), changesTheConnection);
    }

    /** Bytes that hide a second request from one of two readers. */
    private String twoInOne(String row) {
        String second = one(SECOND);
        String head = "POST " + one(PATHS) + " HTTP/1.1\r\n" + row + "Host: localhost\r\n" + credential();
        int length = second.length();
        String hexLength = Integer.toHexString(length);
        return switch (random.nextInt(9)) {
            case 0 -> head + "Content-Length: " + length + "\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + second;
            case 1 -> head + "Transfer-Encoding: xchunked\r\nContent-Length: 0\r\n\r\n" + second;
            case 2 -> head + "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n" + second;
            case 3 -> head + "Content-Length: 0\r\nContent-Length: " + length + "\r\n\r\n" + second;
            case 4 -> head + "Transfer-Encoding : chunked\r\nContent-Length: 0\r\n\r\n" + second;
            case 5 ->
                head + "Transfer-Encoding: chunked\r\n\r\n" + hexLength + ";a=\"\r\n\"\r\n" + second + "\r\n0\r\n\r\n";
            case 6 -> head + "Transfer-Encoding: chunked\r\n\r\n0\r\nAuthorization: Bearer a.b.c\r\n\r\n" + second;
            case 7 -> head + "Transfer-Encoding: \u000bchunked\r\nContent-Length: 0\r\n\r\n" + second;
            default -> head + "Content-Length: 0\r\n\r\n" + second;
        };
    }

    private String line(String target) {
        String version =
                one(List.of("HTTP/1.1", "HTTP/1.1", "HTTP/1.1", "HTTP/1.0", "HTTP/0.9", "HTTP/2.0", "http/1.1", ""));
        return method() + " " + target + " " + version + "\r\n";
    }

    private String host() {
        return one(List.of(
                "Host: localhost\r\n", "Host: localhost\r\n", "Host:\r\n", "Host: a/b\r\n", "Host: a@b\r\n", ""));
    }

    private String target() {
        String path = one(PATHS);
        String target = random.nextInt(6) == 0 ? one(PREFIXES) + path : path;
        for (int changes = Math.max(0, random.nextInt(6) - 2); changes > 0; changes--) {
            int at = random.nextInt(target.length() + 1);
            target = target.substring(0, at) + one(FRAGMENTS) + target.substring(at);
        }
        return target.replace(" ", "");
    }

    private String method() {
        int kind = random.nextInt(20);
        return kind == 0 ? one(ODD_METHODS) : kind < 10 ? "GET" : one(METHODS);
    }

    private String credential() {
        return random.nextInt(4) == 0 ? "" : one(credentials);
    }

    private <T> T one(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
