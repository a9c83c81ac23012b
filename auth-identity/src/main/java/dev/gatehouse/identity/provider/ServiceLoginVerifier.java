package dev.gatehouse.identity.provider;

import dev.gatehouse.identity.service.CallerDetails;
import dev.gatehouse.jwt.jose.TokenDigest;
import dev.gatehouse.spi.AuthenticationResult;
import dev.gatehouse.spi.Caller;
import dev.gatehouse.spi.Health;
import dev.gatehouse.spi.ResponseAdditions;
import java.nio.charset.StandardCharsets;

/**
 * Adds to the caller of verified tokens what the Identity service says about the person. It asks with the access token,
 * at log-in and at each refresh, and waits for the answers. Without an answer to every question nothing is decided.
 * Thread-safe.
 *
 * @param tokens verifies the tokens
 * @param details asks the service
 */
record ServiceLoginVerifier(LoginVerifier tokens, CallerDetails details) implements LoginVerifier {

    @Override
    public Checked atLogin(TokenSet issued, String nonce) {
        return completed(tokens.atLogin(issued, nonce), issued);
    }

    @Override
    public Checked afterRefresh(TokenSet issued, TokenSet before, Caller caller) {
        return completed(tokens.afterRefresh(issued, before, caller), issued);
    }

    private Checked completed(Checked checked, TokenSet issued) {
        if (!(checked instanceof Checked.Passed passed)) {
            return checked;
        }
        String token = issued.accessToken();
        AuthenticationResult result = details.complete(
                passed.caller(),
                ResponseAdditions.none(),
                TokenDigest.of(token.getBytes(StandardCharsets.UTF_8), 0),
                token,
                0);
        if (result instanceof AuthenticationResult.Authenticated good) {
            return new Checked.Passed(good.caller(), passed.sid());
        }
        if (result instanceof AuthenticationResult.Unavailable unavailable) {
            return new Checked.Undecided(unavailable.reason(), unavailable.retryAfter());
        }
        if (result instanceof AuthenticationResult.Rejected rejected) {
            return new Checked.Refused(rejected.reason());
        }
        throw new IllegalStateException("unexpected result " + result.getClass().getSimpleName());
    }

    @Override
    public Health health() {
        return details.health();
    }

    @Override
    public void close() {
        tokens.close();
        details.close();
    }
}
