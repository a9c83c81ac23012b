package dev.gatehouse.tasklist;

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
import dev.gatehouse.spi.RefusalContext;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Mechanisms that trust the credential: {@code name:permissions:groups:tenants} as a bearer token or in a cookie. A
 * name that starts with {@code machine} is a client.
 */
record TestCallers(String name, CredentialSource source, String scheme) implements AuthenticationMechanismFactory {

    static final String COOKIE = "TASKLIST-SESSION";

    static TestCallers tokens() {
        return new TestCallers("token", CredentialSource.authorization(), "Bearer");
    }

    static TestCallers sessions() {
        return new TestCallers("person", CredentialSource.cookie(COOKIE), "Session");
    }

    /** The claimed caller. */
    record Claimed(String text) implements Credential {}

    @Override
    public AuthenticationMechanism<Claimed> create(MechanismContext context) {
        return new Believer(this);
    }

    private record Believer(TestCallers of) implements AuthenticationMechanism<Claimed> {

        @Override
        public CredentialSource source() {
            return of.source;
        }

        @Override
        public CredentialExtractor<Claimed> extractor() {
            return request -> {
                if (of.source.kind() == CredentialSource.Kind.COOKIE) {
                    return request.cookies(COOKIE).stream().findFirst().map(Claimed::new);
                }
                Optional<String> header =
                        request.headers("Authorization").stream().findFirst();
                return header.filter(value -> value.startsWith("Bearer "))
                        .map(value -> new Claimed(value.substring("Bearer ".length())));
            };
        }

        @Override
        public Authenticator<Claimed> authenticator() {
            return claimed -> AuthenticationResult.authenticated(caller(claimed.text(), of.name));
        }

        @Override
        public List<Challenge> challenges(RefusalContext refusal) {
            return List.of(Challenge.of(of.scheme));
        }
    }

    static Caller caller(String text, String mechanism) {
        String[] parts = text.split(":", -1);
        return Caller.builder("test", parts[0])
                .displayName(parts[0].toUpperCase(Locale.ROOT))
                .kind(parts[0].startsWith("machine") ? Caller.Kind.CLIENT : Caller.Kind.PERSON)
                .permissions(list(parts, 1))
                .groups(list(parts, 2))
                .tenants(list(parts, 3))
                .mechanism(mechanism)
                .build();
    }

    private static Set<String> list(String[] parts, int index) {
        return index >= parts.length || parts[index].isEmpty() ? Set.of() : Set.of(parts[index].split("\\+"));
    }
}
