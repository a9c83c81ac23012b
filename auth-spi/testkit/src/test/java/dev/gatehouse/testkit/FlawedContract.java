package dev.gatehouse.testkit;

import dev.gatehouse.spi.AuthenticationMechanismFactory;
import dev.gatehouse.spi.CredentialSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The contract as the author of a {@link FlawedMechanism} fills it in. */
final class FlawedContract implements MechanismContract {

    static final String DOOR = "front-door-1001";

    private static final String WORD = "open-sesame-1001";

    private final FlawedFactory factory;
    private final CredentialSource source;

    FlawedContract(@Nullable Flaw flaw, CredentialSource source) {
        this.factory = new FlawedFactory(flaw, source);
        this.source = source;
    }

    @Override
    public AuthenticationMechanismFactory factory() {
        return factory;
    }

    @Override
    public Map<String, String> settings() {
        return Map.of(FlawedFactory.WORD.key(), WORD);
    }

    @Override
    public TestContext context() {
        return context(settings());
    }

    /** The flaws of declarations are to be found by their own rule, so the context is not made from them. */
    private static TestContext context(Map<String, String> settings) {
        return TestContext.of("knock", new FlawedFactory().settings(), settings);
    }

    @Override
    public TestRequest goodRequest(TestMechanism mechanism) {
        return saying(WORD);
    }

    @Override
    public Map<String, TestRequest> badRequests() {
        return Map.of(
                "wrong word", saying("open-barley-1001"),
                "malformed word", saying("open#sesame#1001"),
                "expired word", saying("expired-sesame-1001"));
    }

    @Override
    public Map<String, TestRequest> foreignRequests() {
        return Map.of("word of another door", saying("foreign.sesame"));
    }

    @Override
    public Set<String> secrets() {
        return Set.of(new StringBuilder(WORD).reverse().toString());
    }

    @Override
    public Optional<TestMechanism> unavailableMechanism() {
        Map<String, String> settings = new HashMap<>(settings());
        settings.put(FlawedFactory.DOWN.key(), "on");
        return Optional.of(TestMechanism.create(factory, context(settings)));
    }

    private TestRequest saying(String word) {
        TestRequest request = TestRequest.get("/");
        return switch (source.kind()) {
            case AUTHORIZATION -> request.withHeader("Authorization", "Knock " + word);
            case HEADER, PROXY_HEADER, WEBSOCKET_PROTOCOL -> {
                TestRequest saying = request.withHeader(source.name(), word);
                yield source.names().size() == 1
                        ? saying
                        : saying.withHeader(source.names().get(1), DOOR);
            }
            case COOKIE -> request.withCookie(source.name(), word);
            case CLIENT_CERTIFICATE -> request;
        };
    }
}
