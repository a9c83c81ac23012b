package dev.gatehouse.servlet;

import dev.gatehouse.servlet.http.Server;
import java.util.List;
import java.util.Map;

/**
 * Request targets, one character for each byte, that different parsers read differently or that no honest client sends.
 */
final class HostileTargets {

    /** Stands for the authority that the Host header names too. */
    static final String HOST = "HOST";

    /**
     * A target that test reports can show.
     *
     * @param raw what is sent
     */
    record Target(String raw) {
        @Override
        public String toString() {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < raw.length(); i++) {
                char c = raw.charAt(i);
                text.append(c > ' ' && c <= '~' ? String.valueOf(c) : "<" + Integer.toHexString(c) + ">");
            }
            return text.toString();
        }
    }

    /** Each must be refused with 400 on every container before the application is entered. */
    static final List<String> ALL = List.of(
            "/graphql/../v1/tasks/x",
            "/graphql/..",
            "/../graphql",
            "/..",
            "/v1/./x",
            "/.",
            "//graphql",
            "//",
            "/a//b",
            "/v1//",
            "///v1/x",
            "/v1;x=1/tasks/search",
            "/v1/tasks;x=1",
            "/v1/tasks;",
            "/;/v1/x",
            "/..;/x",
            "/v1/..;/graphql",
            "/v1/.;/x",
            "/health;/../v1/x",
            "/v1/%2e%2e/x",
            "/%2e%2e/x",
            "/%2E%2E/v1/x",
            "/v1/.%2e/x",
            "/v1/%2e/x",
            "/v1/x%2ejson",
            "/v1/a%2fb",
            "/v1/a%2Fb",
            "/%2fv1/x",
            "/v1/a%5cb",
            "/v1/a%5Cb",
            "/v1/a\\b",
            "/v1\\..\\x",
            "/v1/a%25b",
            "/v1/%252e%252e/x",
            "/v1/%252fx",
            "/v1/a%3bb",
            "/v1/a%3Bx=1/b",
            "/v1/a%00b",
            "/v1/a%00",
            "/v1/a\0b",
            "/health%00/v1",
            "/v1/a%0ab",
            "/v1/a%0d%0aSet-Cookie:x=1",
            "/v1/a%09b",
            "/v1/a%1fb",
            "/v1/a%7fb",
            "/v1/a\u0001b",
            "/v1/a\tb",
            "/v1/a\u007fb",
            "/v1/a%ffb",
            "/v1/a%c3",
            "/v1/a%c3%28",
            "/v1/%c0%ae%c0%ae/x",
            "/v1/%c0%af",
            "/v1/%e0%80%af",
            "/v1/%f0%80%80%af",
            "/v1/%ed%a0%80",
            "/v1/%f4%90%80%80",
            "/v1/a%c2%85b",
            "/v1/a%",
            "/v1/a%4",
            "/v1/a%zz",
            "/v1/a%u002e%u002e/x",
            "/v1/a%-1b",
            "/v1/\u00fc",
            "/v1/\u00c3\u00bc",
            "/v1/a#b",
            "v1/x",
            "*",
            "http://HOST/graphql/../v1/x",
            "http://HOST//graphql",
            "http://HOST/v1/%2e%2e/x",
            "http://HOST/v1;x=1/x");

    /** Each must reach the application. */
    static final List<String> GOOD = List.of(
            "/graphql",
            "/v1",
            "/v1/",
            "/v1/tasks/search",
            "/v1/%C3%BC",
            "/v1/%c3%bc",
            "/v1/%F0%9F%98%80",
            "/v1/a%20b",
            "/v1/~x",
            "/v1/%7ex",
            "/v1/%41",
            "/v1/a+b",
            "/v1/a.b..c",
            "/v1/...",
            "/v1/a:b@c,d=e!$&'()*",
            "/v1/a%3Fb",
            "/v1/a%23b",
            "/v1/%E2%80%A8",
            "/v1/x?y=..//%2e%2e;%00%25",
            "/v1/x?//",
            "/v1/x?",
            "/?a=/../b",
            "http://HOST/v1/x");

    /** What each container hands to the application when nobody stands before it. */
    static final Map<Server, List<String>> LET_THROUGH = Map.of(
            Server.JETTY,
                    List.of("/graphql/../v1/tasks/x", "/v1/./x", "/v1;x=1/tasks/search", "/v1/a%3bb", "/v1/x%2ejson"),
            Server.JETTY_60, List.of("/graphql/../v1/tasks/x", "/v1;x=1/tasks/search", "/v1/a%3bb"),
            Server.TOMCAT,
                    List.of(
                            "/graphql/../v1/tasks/x",
                            "//graphql",
                            "/a//b",
                            "/v1;x=1/tasks/search",
                            "/v1/..;/graphql",
                            "/;/v1/x",
                            "/v1/%2e%2e/x",
                            "/v1/.%2e/x",
                            "/v1/%252e%252e/x",
                            "/v1/a%25b",
                            "/v1/a%3bb",
                            "/v1/a%0ab",
                            "/v1/a%0d%0aSet-Cookie:x=1",
                            "http://HOST//graphql"),
            Server.UNDERTOW,
                    List.of(
                            "/graphql/../v1/tasks/x",
                            "/../graphql",
                            "//graphql",
                            "/a//b",
                            "/v1;x=1/tasks/search",
                            "/..;/x",
                            "/v1/%2e%2e/x",
                            "/%2E%2E/v1/x",
                            "/v1/a%2fb",
                            "/v1/a%5cb",
                            "/v1/a%25b",
                            "/v1/a%3bb",
                            "/v1/a%00b",
                            "/health%00/v1",
                            "/v1/a%ffb",
                            "/v1/%c0%ae%c0%ae/x",
                            "http://HOST/graphql/../v1/x"));

    private HostileTargets() {}

    static List<Target> targets(List<String> raw) {
        return raw.stream().map(Target::new).toList();
    }
}
