package dev.gatehouse.spring;

import dev.gatehouse.spi.AuthenticationMechanism;
import dev.gatehouse.spi.AuthenticationMechanismFactory;
import dev.gatehouse.spi.AuthenticationResult;
import dev.gatehouse.spi.Authenticator;
import dev.gatehouse.spi.Caller;
import dev.gatehouse.spi.Challenge;
import dev.gatehouse.spi.Credential;
import dev.gatehouse.spi.CredentialExtractor;
import dev.gatehouse.spi.CredentialSource;
import dev.gatehouse.spi.MechanismContext;
import dev.gatehouse.spi.Reason;
import dev.gatehouse.spi.RefusalContext;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Bearer tokens that name the permissions of their caller, such as {@code rita~orders:read}. */
final class TestTokens implements AuthenticationMechanismFactory, AuthenticationMechanism<TestTokens.Token> {

    record Token(String value) implements Credential {}

    @Override
    public String name() {
        return "test";
    }

    @Override
    public AuthenticationMechanism<?> create(MechanismContext context) {
        return this;
    }

    @Override
    public CredentialSource source() {
        return CredentialSource.authorization();
    }

    @Override
    public CredentialExtractor<Token> extractor() {
        return request -> request.headers("Authorization").stream()
                .filter(value -> value.startsWith("Bearer "))
                .map(value -> new Token(value.substring("Bearer ".length())))
                .findFirst();
    }

    @Override
    public Authenticator<Token> authenticator() {
        return token -> {
            List<String> parts = Arrays.asList(token.value().split("~"));
            return parts.size() < 2
                    ? AuthenticationResult.rejected(Reason.of("token.malformed"))
                    : AuthenticationResult.authenticated(Caller.builder("test", parts.get(0))
                            .name(parts.get(0))
                            .permissions(Set.copyOf(parts.subList(1, parts.size())))
                            .build());
        };
    }

    @Override
    public List<Challenge> challenges(RefusalContext refusal) {
        Challenge challenge = Challenge.of("Bearer");
        return List.of(
                refusal.cause() == RefusalContext.Cause.PERMISSION_MISSING
                        ? challenge
                                .with("error", "insufficient_scope")
                                .with(
                                        "error_description",
                                        refusal.permissions().stream().sorted().collect(Collectors.joining(", ")))
                        : challenge);
    }
}
