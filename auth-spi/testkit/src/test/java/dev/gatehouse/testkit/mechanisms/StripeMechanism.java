package dev.gatehouse.testkit.mechanisms;

import dev.gatehouse.spi.AuthenticationMechanism;
import dev.gatehouse.spi.AuthenticationResult;
import dev.gatehouse.spi.Authenticator;
import dev.gatehouse.spi.Caller;
import dev.gatehouse.spi.Credential;
import dev.gatehouse.spi.CredentialExtractor;
import dev.gatehouse.spi.CredentialSource;
import dev.gatehouse.spi.Reason;
import dev.gatehouse.spi.RequiredBody;
import dev.gatehouse.spi.settings.Secret;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Verifies {@code t=<seconds>,v1=<HMAC>}. While a secret is replaced there are several {@code v1}; signatures of other
 * versions are passed over. A time is accepted for five minutes, and a signature once.
 */
final class StripeMechanism implements AuthenticationMechanism<StripeMechanism.Event> {

    record Event(List<String> headers, ByteBuffer body) implements Credential {
        @Override
        public String toString() {
            return "Event[***]";
        }
    }

    static final int MAX_BYTES = 64 * 1024;
    static final Duration TOLERANCE = Duration.ofMinutes(5);

    private static final String HEADER = "Stripe-Signature";
    private static final int MAX_LENGTH = 2048;

    private final byte[] secret;
    private final SeenProofs seen;
    private final Clock clock;

    StripeMechanism(Secret secret, SeenProofs seen, Clock clock) {
        this.secret = secret.reveal().getBytes(StandardCharsets.UTF_8);
        this.seen = seen;
        this.clock = clock;
    }

    @Override
    public CredentialSource source() {
        return CredentialSource.header(HEADER);
    }

    @Override
    public CredentialExtractor<Event> extractor() {
        return request -> {
            List<String> values = request.headers(HEADER);
            return values.isEmpty() ? Optional.empty() : Optional.of(new Event(values, ByteBuffer.allocate(0)));
        };
    }

    @Override
    public Optional<RequiredBody<Event>> requiredBody() {
        return Optional.of(new RequiredBody<>(MAX_BYTES, (event, body) -> new Event(event.headers(), body)));
    }

    @Override
    public Authenticator<Event> authenticator() {
        return event -> event.headers().size() > 1
                ? AuthenticationResult.ambiguous(Reason.of("stripe.repeated"))
                : verify(event.headers().get(0), event.body());
    }

    private AuthenticationResult verify(String header, ByteBuffer body) {
        List<String> times = new ArrayList<>();
        List<String> signatures = new ArrayList<>();
        for (String part : header.length() > MAX_LENGTH ? new String[0] : header.split(",", -1)) {
            if (part.startsWith("t=")) {
                times.add(part.substring(2));
            } else if (part.startsWith("v1=")) {
                signatures.add(part.substring(3));
            }
        }
        if (times.size() != 1 || !isTime(times.get(0))) {
            return AuthenticationResult.rejected(Reason.of("stripe.malformed"));
        }
        byte[] expected = Digests.hmac(secret, Digests.utf8(times.get(0) + "."), body);
        boolean genuine = false;
        for (String signature : signatures) {
            genuine |= Digests.isHexOf(signature, expected);
        }
        if (!genuine) {
            return AuthenticationResult.rejected(Reason.of("stripe.signature"));
        }
        Instant signed = Instant.ofEpochSecond(Long.parseLong(times.get(0)));
        Instant now = clock.instant();
        if (signed.isBefore(now.minus(TOLERANCE)) || signed.isAfter(now.plus(TOLERANCE))) {
            return AuthenticationResult.rejected(Reason.of("stripe.stale"));
        }
        return switch (seen.add(
                Digests.hex(expected), now, signed.plus(TOLERANCE).plusSeconds(1))) {
            case SEEN -> AuthenticationResult.rejected(Reason.of("stripe.replayed"));
            case FULL -> AuthenticationResult.unavailable(Reason.of("stripe.too-many"), Duration.ofSeconds(60));
            case NEW ->
                AuthenticationResult.authenticated(Caller.builder("https://stripe.com", "webhook")
                        .kind(Caller.Kind.CLIENT)
                        .build());
        };
    }

    /** Ten digits reach until the year 2286, and no overflow has to be thought of. */
    private static boolean isTime(String text) {
        return !text.isEmpty() && text.length() <= 10 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
