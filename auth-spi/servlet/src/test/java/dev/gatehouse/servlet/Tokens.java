package dev.gatehouse.servlet;

import dev.gatehouse.servlet.http.Canary;
import dev.gatehouse.spi.AuthenticationResult;
import dev.gatehouse.spi.Authenticator;
import dev.gatehouse.spi.Caller;
import dev.gatehouse.spi.Challenge;
import dev.gatehouse.spi.Reason;
import dev.gatehouse.spi.ResponseAdditions;
import dev.gatehouse.spi.SetCookie;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** The credentials that the fake mechanisms know, one for each thing that can happen. All are secrets. */
final class Tokens {

    static final String READER = Canary.secret("reader");
    static final String WRITER = Canary.secret("writer");
    static final String RENEWED = Canary.secret("renewed");
    static final String FOREIGN = Canary.secret("foreign");
    static final String UNWANTED = Canary.secret("unwanted");
    static final String BAD = Canary.secret("bad");
    static final String AMBIGUOUS = Canary.secret("ambiguous");
    static final String THROTTLED = Canary.secret("throttled");
    static final String UNAVAILABLE = Canary.secret("unavailable");
    static final String CONTINUE = Canary.secret("continue");
    static final String THROWS = Canary.secret("throws");
    static final String OVERFLOWS = Canary.secret("overflows");
    static final String NULL = Canary.secret("null");

    private Tokens() {}

    /** Returns an authenticator that knows them; its callers are called after the issuer. */
    static Authenticator<FakeCredential> of(String issuer) {
        return credential -> authenticate(issuer, credential.value());
    }

    static String bearer(String token) {
        return "Authorization: Bearer " + token;
    }

    private static AuthenticationResult authenticate(String issuer, String value) {
        if (value.equals(READER)) {
            return AuthenticationResult.authenticated(caller(issuer, "rita", "READ"));
        }
        if (value.equals(WRITER)) {
            return AuthenticationResult.authenticated(caller(issuer, "walt", "READ", "WRITE"));
        }
        if (value.equals(RENEWED)) {
            ResponseAdditions additions =
                    ResponseAdditions.of(SetCookie.session("renewed", "yes")).with("DPoP-Nonce", "fresh");
            return new AuthenticationResult.Authenticated(caller(issuer, "rita", "READ"), additions);
        }
        if (value.equals(FOREIGN)) {
            return AuthenticationResult.notMine();
        }
        if (value.equals(UNWANTED)) {
            return AuthenticationResult.notMine(Reason.of("fake.unwanted"));
        }
        if (value.equals(AMBIGUOUS)) {
            return AuthenticationResult.ambiguous(Reason.of("fake.ambiguous"));
        }
        if (value.equals(THROTTLED)) {
            return AuthenticationResult.throttled(Reason.of("fake.throttled"), Duration.ofMillis(1200));
        }
        if (value.equals(UNAVAILABLE)) {
            return AuthenticationResult.unavailable(Reason.of("fake.unavailable"), Duration.ofSeconds(7));
        }
        if (value.equals(CONTINUE)) {
            return new AuthenticationResult.Continue(
                    List.of(Challenge.token68("Negotiate", "bGVnMg==")),
                    ResponseAdditions.none().with("Authentication-Info", "leg"));
        }
        if (value.equals(THROWS)) {
            throw new IllegalStateException("can't cope with " + value);
        }
        if (value.equals(OVERFLOWS)) {
            return overflow(0);
        }
        if (value.equals(NULL)) {
            return nothing();
        }
        return AuthenticationResult.rejected(Reason.of("fake.rejected", "of no use"));
    }

    private static AuthenticationResult overflow(int depth) {
        return depth < 0 ? AuthenticationResult.notMine() : overflow(depth + 1);
    }

    private static AuthenticationResult nothing() {
        return null;
    }

    static Caller caller(String issuer, String subject, String... permissions) {
        return Caller.builder(issuer, subject)
                .name(subject + "@" + issuer)
                .permissions(Set.of(permissions))
                .build();
    }
}
