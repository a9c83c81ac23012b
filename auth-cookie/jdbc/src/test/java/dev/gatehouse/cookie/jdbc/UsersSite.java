package dev.gatehouse.cookie.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gatehouse.cookie.users.PasswordHash;
import dev.gatehouse.testkit.ProtectedSite;
import java.net.http.HttpResponse;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A host with users in a table; {@code ann} is one of them. */
final class UsersSite {

    final UserRows rows;
    private @Nullable ProtectedSite started;

    UsersSite(String url) {
        rows = new UserRows(url);
    }

    void start() throws Exception {
        rows.makeTable();
        rows.insert("ann", PasswordHash.create("correct horse").text());
        started = new ProtectedSite(rows.host());
    }

    void stop() {
        if (started != null) {
            started.close();
        }
    }

    ProtectedSite http() {
        return Objects.requireNonNull(started);
    }

    HttpResponse<String> login(String name, String password) throws Exception {
        return http().postForm("/api/login", "username=" + name + "&password=" + password.replace(' ', '+'));
    }

    /** Logs in and returns the session cookie. */
    String session(String name, String password) throws Exception {
        HttpResponse<String> response = login(name, password);
        assertEquals(204, response.statusCode());
        String cookie = response.headers().firstValue("Set-Cookie").orElseThrow();
        return cookie.substring(0, cookie.indexOf(';'));
    }

    int status(String cookie) throws Exception {
        return http().get("/x", "Cookie", cookie).statusCode();
    }
}
