package dev.gatehouse.jwt;

import com.nimbusds.jose.jwk.Curve;
import dev.gatehouse.spi.AuthenticationResult;
import dev.gatehouse.spi.Caller;
import dev.gatehouse.spi.Reason;
import dev.gatehouse.testkit.MovableClock;
import dev.gatehouse.testkit.TestContext;
import dev.gatehouse.testkit.TestMechanism;
import dev.gatehouse.testkit.TestRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One issuer configured by settings, as an operator writes them, and one token of it. The whole mechanism {@code jwt}
 * judges the token.
 */
final class JwtCase {

    static final TestKey KEY = TestKey.elliptic("a", Curve.P_256);
    static final String JWT = TestToken.header("ES256", "a");
    static final String AT_JWT = JWT.replace("\"JWT\"", "\"at+jwt\"");

    private final Map<String, String> settings = new HashMap<>();
    private String header = JWT;
    private String issuer = TestToken.ISSUER;
    private String payload = TestToken.claims();

    private JwtCase() {}

    /** An issuer without any setting that is not required, and a good token. */
    static JwtCase in(Path folder) {
        JwtCase created = new JwtCase();
        Path file = folder.resolve("jwks.json");
        try {
            Files.write(file, TestIssuer.jwks(KEY));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        created.settings.put("auth.jwt.issuer", TestToken.ISSUER);
        created.settings.put("auth.jwt.audience", TestToken.AUDIENCE);
        created.settings.put("auth.jwt.jwks-file", file.toString());
        created.settings.put("auth.jwt.algorithms", "ES256");
        return created;
    }

    /** Adds a setting, named without {@code auth.jwt.}; an empty value leaves it as it is. */
    JwtCase with(String setting, String value) {
        if (!value.isEmpty()) {
            settings.put("auth.jwt." + setting, value);
        }
        return this;
    }

    /** Adds settings, each as {@code name=value}, separated by semicolons. */
    JwtCase with(String all) {
        for (String one : all.split(";", -1)) {
            int equals = one.indexOf('=');
            if (equals > 0) {
                with(one.substring(0, equals).trim(), one.substring(equals + 1).trim());
            }
        }
        return this;
    }

    JwtCase issuer(String name) {
        settings.put("auth.jwt.issuer", name);
        issuer = name;
        return this;
    }

    JwtCase header(String json) {
        header = json;
        return this;
    }

    /** A token with these members besides {@code iss}, {@code iat} and {@code exp}. */
    JwtCase claims(String members) {
        payload = "{\"iss\":\"" + TestToken.ISSUER + "\",\"iat\":" + (TestToken.NOW - 10) + ",\"exp\":"
                + (TestToken.NOW + 600) + (members.isEmpty() ? "" : "," + members) + "}";
        return this;
    }

    /** A good token for this API, of the subject {@code user-1}, with these members too. */
    JwtCase claimsAnd(String members) {
        return claims(
                "\"sub\":\"user-1\",\"aud\":\"" + TestToken.AUDIENCE + "\"" + (members.isEmpty() ? "" : "," + members));
    }

    JwtCase payload(String json) {
        payload = json;
        return this;
    }

    /** Starts the mechanism and stops it. */
    void start() {
        create().close();
    }

    AuthenticationResult result() {
        String token = TestToken.of(KEY)
                .algorithm("ES256")
                .header(header)
                .payload(payload.replace(TestToken.ISSUER, issuer))
                .compact();
        try (TestMechanism mechanism = create()) {
            return mechanism
                    .answer(TestRequest.get("/").withHeader("Authorization", "Bearer " + token))
                    .orElseThrow();
        }
    }

    /** The reason code of a refusal, or the name of another result. */
    String outcome() {
        AuthenticationResult result = result();
        return result instanceof AuthenticationResult.Rejected rejected
                ? rejected.reason().code()
                : result.getClass().getSimpleName();
    }

    /** The reason of the refusal; {@code null} if the token is not refused. */
    @Nullable
    Reason refusal() {
        return result() instanceof AuthenticationResult.Rejected rejected ? rejected.reason() : null;
    }

    Caller caller() {
        AuthenticationResult result = result();
        if (result instanceof AuthenticationResult.Authenticated authenticated) {
            return authenticated.caller();
        }
        throw new AssertionError("expected a caller, but got " + result);
    }

    private TestMechanism create() {
        JwtMechanismFactory factory = new JwtMechanismFactory();
        MovableClock clock = MovableClock.at(Instant.ofEpochSecond(TestToken.NOW));
        return TestMechanism.create(factory, TestContext.of(factory, settings).withClock(clock));
    }
}
