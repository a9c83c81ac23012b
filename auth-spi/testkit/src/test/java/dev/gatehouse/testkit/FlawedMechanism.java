package dev.gatehouse.testkit;

import dev.gatehouse.spi.AuthenticationMechanism;
import dev.gatehouse.spi.Authenticator;
import dev.gatehouse.spi.Challenge;
import dev.gatehouse.spi.CredentialExtractor;
import dev.gatehouse.spi.CredentialSource;
import dev.gatehouse.spi.Endpoint;
import dev.gatehouse.spi.Health;
import dev.gatehouse.spi.MechanismContext;
import dev.gatehouse.spi.RefusalContext;
import dev.gatehouse.spi.RefusalContext.Cause;
import dev.gatehouse.spi.Reply;
import dev.gatehouse.spi.RequestView;
import dev.gatehouse.spi.RequiredBody;
import dev.gatehouse.spi.SessionGuard;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** A mechanism that keeps the contract but for one flaw; without one it keeps all of it. */
final class FlawedMechanism implements AuthenticationMechanism<Knock> {

    private final @Nullable Flaw flaw;
    private final CredentialSource source;
    private final FlawedAuthenticator authenticator;
    private final AtomicBoolean shared;
    private int sourceCalls;
    private int closeCalls;

    FlawedMechanism(@Nullable Flaw flaw, CredentialSource source, String word, boolean down, MechanismContext context) {
        this.flaw = flaw;
        this.source = source;
        this.shared = context.state("closed", AtomicBoolean.class, AtomicBoolean::new);
        this.authenticator = new FlawedAuthenticator(flaw, word, down, shared);
    }

    @Override
    public CredentialSource source() {
        sourceCalls++;
        return flaw == Flaw.SOURCE_CHANGES && sourceCalls > 1 ? CredentialSource.header("X-Other") : source;
    }

    @Override
    @SuppressWarnings("NullAway") // returning null is the flaw
    public CredentialExtractor<Knock> extractor() {
        return request -> {
            List<String> words = words(request);
            if (flaw == Flaw.CLAIMS_EVERYTHING) {
                return Optional.of(new Knock(words.isEmpty() ? List.of("") : words, flaw));
            }
            if (words.isEmpty()) {
                return Optional.empty();
            }
            String word = words.get(0);
            if (flaw == Flaw.EXTRACTOR_THROWS_FOR_ODD_BYTES && word.indexOf('\0') >= 0) {
                throw new IllegalArgumentException("NUL");
            }
            if (flaw == Flaw.EXTRACTOR_RETURNS_NULL_FOR_LONG && word.length() > 1000) {
                return null;
            }
            if (passesOver(word)) {
                return Optional.empty();
            }
            return Optional.of(new Knock(chosen(words), flaw));
        };
    }

    private boolean passesOver(String word) {
        return (flaw == Flaw.PASSES_OVER_MALFORMED && word.indexOf('#') >= 0)
                || (flaw == Flaw.PASSES_OVER_FOREIGN && word.startsWith("foreign."))
                || (flaw == Flaw.PASSES_OVER_EMPTY_HEADER && word.isEmpty());
    }

    private List<String> chosen(List<String> words) {
        if (flaw == Flaw.TAKES_FIRST_OF_SEVERAL || flaw == Flaw.TAKES_FIRST_COOKIE) {
            return words.subList(0, 1);
        }
        boolean last = flaw == Flaw.TAKES_LAST_OF_SEVERAL || flaw == Flaw.TAKES_LAST_COOKIE;
        return last ? words.subList(words.size() - 1, words.size()) : words;
    }

    private List<String> words(RequestView request) {
        return switch (source.kind()) {
            case AUTHORIZATION -> authorization(request.headers("Authorization"));
            case HEADER, PROXY_HEADER, WEBSOCKET_PROTOCOL ->
                source.names().size() == 1 ? request.headers(source.name()) : together(request);
            case COOKIE -> request.cookies(source.name());
            case CLIENT_CERTIFICATE -> List.of();
        };
    }

    /** The word and the door, which both belong to the credential. */
    private List<String> together(RequestView request) {
        List<String> words = request.headers(source.names().get(0));
        List<String> doors = request.headers(source.names().get(1));
        boolean none = words.isEmpty() && doors.isEmpty();
        boolean incomplete = words.isEmpty() || doors.isEmpty();
        if (none || (incomplete && flaw == Flaw.PASSES_OVER_INCOMPLETE)) {
            return List.of();
        }
        return !incomplete && doors.equals(List.of(FlawedContract.DOOR)) ? words : List.of("", "");
    }

    private List<String> authorization(List<String> headers) {
        if (headers.isEmpty()) {
            return List.of();
        }
        String value = headers.get(0);
        boolean mine = flaw == Flaw.SCHEME_IN_ONE_CASE
                ? value.startsWith("Knock")
                : value.regionMatches(true, 0, "Knock", 0, 5);
        boolean alone = value.length() == 5;
        if (!mine || (!alone && value.charAt(5) != ' ') || (alone && flaw == Flaw.PASSES_OVER_SCHEME_ALONE)) {
            return List.of();
        }
        return List.of(alone ? "" : value.substring(6));
    }

    @Override
    public Authenticator<Knock> authenticator() {
        return authenticator;
    }

    @Override
    public Optional<RequiredBody<Knock>> requiredBody() {
        return flaw == Flaw.IGNORES_BODY
                ? Optional.of(new RequiredBody<>(100, (knock, body) -> knock))
                : Optional.empty();
    }

    @Override
    @SuppressWarnings("NullAway") // returning null is the flaw
    public List<Challenge> challenges(RefusalContext refusal) {
        if (flaw == Flaw.CHALLENGES_THROW && refusal.cause() == Cause.STEP_UP_NEEDED) {
            throw new IllegalStateException("step up");
        }
        if (flaw == Flaw.CHALLENGES_NULL && refusal.cause() == Cause.PERMISSION_MISSING) {
            return null;
        }
        if (flaw == Flaw.NO_CHALLENGE) {
            return List.of();
        }
        Challenge challenge = Challenge.of("Knock");
        if (refusal.cause() != Cause.NOTHING_PRESENTED || flaw == Flaw.ERROR_WITHOUT_CREDENTIAL) {
            challenge = challenge.with("error", "wrong_word");
        }
        if (flaw == Flaw.CHALLENGE_SHOWS_DETAIL) {
            challenge = challenge.with("hint", refusal.reason().detail());
        } else if (flaw == Flaw.CHALLENGE_SHOWS_CODE) {
            challenge = challenge.with("hint", refusal.reason().code());
        }
        return List.of(challenge);
    }

    @Override
    public List<Endpoint> endpoints() {
        Endpoint door = new Endpoint("GET", "/door", request -> Reply.status(204));
        Endpoint knob = new Endpoint("POST", "/door", request -> Reply.status(204));
        return flaw == Flaw.ENDPOINT_TWICE ? List.of(door, knob, door) : List.of(door, knob);
    }

    @Override
    @SuppressWarnings("NullAway") // returning null is the flaw
    public Optional<SessionGuard> sessionGuard() {
        return flaw == Flaw.GUARD_IS_NULL ? null : Optional.empty();
    }

    @Override
    @SuppressWarnings("NullAway") // returning null is the flaw
    public Health health() {
        if (flaw == Flaw.HEALTH_THROWS) {
            throw new IllegalStateException("unwell");
        }
        return flaw == Flaw.HEALTH_IS_NULL ? null : Health.up();
    }

    @Override
    public void close() {
        closeCalls++;
        if (flaw == Flaw.SECOND_CLOSE_THROWS && closeCalls == 2) {
            throw new IllegalStateException("closed");
        }
        if (flaw == Flaw.CLOSE_ENDS_SUCCESSOR) {
            shared.set(true);
        }
    }
}
