package dev.gatehouse.benchmarks.http;

import dev.gatehouse.benchmarks.servlet.SessionFilter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The requests that are sent, and the logins that must come before. */
final class Requests {

    private static final String HOST = "Host: localhost\r\n";

    private Requests() {}

    static byte[] plain() {
        return get("");
    }

    static byte[] bearer(String token) {
        return get("Authorization: Bearer " + token + "\r\n");
    }

    static byte[] cookie(String cookie) {
        return get("Cookie: " + cookie + "\r\n");
    }

    private static byte[] get(String header) {
        return bytes("GET " + Tasks.PATH + " HTTP/1.1\r\n" + HOST + "Accept: application/json\r\n" + header + "\r\n");
    }

    private static byte[] post(String path, String cookie, String form) {
        String header = cookie.isEmpty() ? "" : "Cookie: " + cookie + "\r\n";
        return bytes("POST " + path + " HTTP/1.1\r\n" + HOST + header
                + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: " + form.length() + "\r\n\r\n"
                + form);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Logs in and returns the cookie of the session. */
    static String login(Site site, int port) throws IOException {
        String user = SessionFilter.USER;
        try (Connection connection = new Connection(port)) {
            String cookie = "";
            switch (site) {
                case GATEHOUSE_SESSION ->
                    connection.exchange(post("/api/login", "", "username=" + user + "&password=" + user));
                case SPRING_SESSION ->
                    connection.exchange(post("/login", "", "username=" + user + "&password=" + user));
                case JETTY_FORM -> {
                    connection.exchange(plain());
                    cookie = cookieOf(connection.head(), "");
                    connection.exchange(
                            post("/j_security_check", cookie, "j_username=" + user + "&j_password=" + user));
                }
                default -> throw new IllegalArgumentException(site + " has no login");
            }
            return cookieOf(connection.head(), cookie);
        }
    }

    private static String cookieOf(String head, String otherwise) {
        int at = head.toLowerCase(Locale.ROOT).indexOf("set-cookie:");
        return at < 0
                ? otherwise
                : head.substring(at + "set-cookie:".length(), head.indexOf(';', at))
                        .trim();
    }
}
