package dev.gatehouse.cookie.passkeys;

import dev.gatehouse.spi.Reply;
import dev.gatehouse.spi.SetCookie;
import dev.gatehouse.support.json.StrictJson;
import dev.gatehouse.testkit.TestMechanism;
import dev.gatehouse.testkit.TestRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A browser over TLS that keeps cookies. */
final class TestBrowser {

    static final String PATH = "/api/passkeys";
    private static final StrictJson JSON = new StrictJson(8192);

    final Map<String, String> cookies = new LinkedHashMap<>();
    TestMechanism node;
    boolean secure = true;

    @Nullable
    String authorization;

    TestBrowser(TestMechanism node) {
        this.node = node;
    }

    TestBrowser(TestBrowser copied) {
        this.node = copied.node;
        this.cookies.putAll(copied.cookies);
    }

    Reply logIn(String name) {
        return send(
                TestRequest.post("/api/login").withForm("username", name).withForm("password", PasskeyRig.PASSWORD));
    }

    Reply logOut() {
        return send(TestRequest.post("/api/logout"));
    }

    Reply list() {
        return send(TestRequest.get(PATH));
    }

    Reply remove(String id) {
        return post("/deletion", "{\"id\":\"" + id + "\"}");
    }

    /** Begins a registration, lets the authenticator answer and sends the answer. */
    Reply register(SoftAuthenticator key) {
        return register(key.registration(beginRegistration(key)));
    }

    Reply register(String credential) {
        return post("/registration", "{\"label\":\"My \\\"key\\\"\",\"credential\":" + credential + "}");
    }

    /** Returns the challenge. The authenticator learns its user handle. */
    String beginRegistration(SoftAuthenticator key) {
        Map<String, @Nullable Object> options = json(post("/registration-options", ""));
        key.handle = String.valueOf(((Map<?, ?>) Objects.requireNonNull(options.get("user"))).get("id"));
        return String.valueOf(options.get("challenge"));
    }

    Reply use(SoftAuthenticator key) {
        return use(key.assertion(beginLogin()));
    }

    Reply use(String credential) {
        return post("/login", credential);
    }

    String beginLogin() {
        return String.valueOf(json(post("/login-options", "")).get("challenge"));
    }

    Reply post(String path, String body) {
        TestRequest request = TestRequest.post(PATH + path);
        return send(body.isEmpty() ? request : request.withBody("application/json", body));
    }

    Reply send(TestRequest plain) {
        TestRequest request = plain.withSecure(secure);
        if (authorization != null) {
            request = request.withHeader("Authorization", authorization);
        }
        for (Map.Entry<String, String> cookie : cookies.entrySet()) {
            request = request.withCookie(cookie.getKey(), cookie.getValue());
        }
        Reply reply = node.reply(request);
        for (SetCookie set : reply.additions().cookies()) {
            if (set.maxAge().equals(Optional.of(Duration.ZERO))) {
                cookies.remove(set.name());
            } else {
                cookies.put(set.name(), set.value());
            }
        }
        return reply;
    }

    static Map<String, @Nullable Object> json(Reply reply) {
        return Objects.requireNonNull(
                JSON.object(reply.body().getBytes(StandardCharsets.UTF_8)), reply.status() + " " + reply.body());
    }
}
