package dev.gatehouse.testkit.mechanisms;

import dev.gatehouse.spi.AuthenticationMechanism;
import dev.gatehouse.spi.AuthenticationResult;
import dev.gatehouse.spi.Authenticator;
import dev.gatehouse.spi.Caller;
import dev.gatehouse.spi.Challenge;
import dev.gatehouse.spi.CredentialExtractor;
import dev.gatehouse.spi.CredentialSource;
import dev.gatehouse.spi.Reason;
import dev.gatehouse.spi.RefusalContext;
import dev.gatehouse.spi.settings.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Compares one name and one password. */
record BasicMechanism(String user, Secret password) implements AuthenticationMechanism<BasicCredential> {

    @Override
    public CredentialSource source() {
        return CredentialSource.authorization();
    }

    @Override
    public CredentialExtractor<BasicCredential> extractor() {
        return request -> Optional.ofNullable(Schemes.value(request, "Basic")).map(BasicCredential::new);
    }

    @Override
    public Authenticator<BasicCredential> authenticator() {
        return credential -> {
            String pair;
            try {
                pair = new String(Base64.getDecoder().decode(credential.encoded()), StandardCharsets.UTF_8);
            } catch (IllegalArgumentException malformed) {
                return AuthenticationResult.rejected(Reason.of("basic.malformed"));
            }
            int colon = pair.indexOf(':');
            if (colon < 0) {
                return AuthenticationResult.rejected(Reason.of("basic.malformed"));
            }
            // Both are compared always, so that the time taken does not tell which of them was wrong.
            boolean name = Secret.of(pair.substring(0, colon)).equals(Secret.of(user));
            boolean word = Secret.of(pair.substring(colon + 1)).equals(password);
            return name & word
                    ? AuthenticationResult.authenticated(
                            Caller.builder("local", user).build())
                    : AuthenticationResult.rejected(Reason.of("basic.wrong"));
        };
    }

    @Override
    public List<Challenge> challenges(RefusalContext refusal) {
        return List.of(Challenge.of("Basic").with("realm", refusal.realm()).with("charset", "UTF-8"));
    }
}
