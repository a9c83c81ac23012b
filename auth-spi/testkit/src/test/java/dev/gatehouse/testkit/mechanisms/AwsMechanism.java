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
import dev.gatehouse.spi.RequiredBody;
import dev.gatehouse.spi.settings.Secret;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;

/** Verifies a signature over method, path, query, headers and body. A time is accepted for five minutes. */
final class AwsMechanism implements AuthenticationMechanism<AwsRequest> {

    static final int MAX_BYTES = 64 * 1024;
    static final Duration TOLERANCE = Duration.ofMinutes(5);
    static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private static final int MAX_LENGTH = 4096;

    private final String accessKey;
    private final Secret secretKey;
    private final String scope;
    private final SeenProofs seen;
    private final Clock clock;

    AwsMechanism(String accessKey, Secret secretKey, String scope, SeenProofs seen, Clock clock) {
        this.accessKey = accessKey;
        this.secretKey = secretKey;
        this.scope = scope;
        this.seen = seen;
        this.clock = clock;
    }

    @Override
    public CredentialSource source() {
        return CredentialSource.authorization();
    }

    @Override
    public CredentialExtractor<AwsRequest> extractor() {
        return request -> Optional.ofNullable(Schemes.value(request, AwsSignature.SCHEME))
                .map(parameters -> AwsRequest.of(parameters, request));
    }

    @Override
    public Optional<RequiredBody<AwsRequest>> requiredBody() {
        return Optional.of(new RequiredBody<>(MAX_BYTES, AwsRequest::with));
    }

    @Override
    public Authenticator<AwsRequest> authenticator() {
        return request -> {
            String signed = AwsSignature.parameter(request.parameters(), "SignedHeaders");
            String signature = AwsSignature.parameter(request.parameters(), "Signature");
            List<String> times = request.headers().getOrDefault(AwsRequest.DATE, List.of());
            if (request.parameters().length() > MAX_LENGTH
                    || signed == null
                    || signature == null
                    || times.size() != 1
                    || !coversEnough(signed, request)) {
                return AuthenticationResult.rejected(Reason.of("aws.malformed"));
            }
            return verify(request, signed, signature, times.get(0));
        };
    }

    /** A part that is not signed could be another's. */
    private static boolean coversEnough(String signed, AwsRequest request) {
        List<String> names = List.of(signed.split(";", -1));
        return names.contains("host")
                && names.contains(AwsRequest.DATE)
                && List.of(AwsRequest.CONTENT, AwsRequest.TOKEN).stream()
                        .allMatch(name -> names.contains(name)
                                || request.headers()
                                        .getOrDefault(name, List.of())
                                        .isEmpty());
    }

    private AuthenticationResult verify(AwsRequest request, String signed, String signature, String time) {
        Instant when;
        try {
            when = Instant.from(TIME.parse(time));
        } catch (DateTimeParseException malformed) {
            return AuthenticationResult.rejected(Reason.of("aws.malformed"));
        }
        String dated = time.substring(0, 8) + "/" + scope;
        String canonical = request.canonical(signed);
        List<String> contents = request.headers().getOrDefault(AwsRequest.CONTENT, List.of());
        // Here a body is always signed, so UNSIGNED-PAYLOAD is another's content too.
        boolean content = contents.isEmpty() || Digests.isHexOf(contents.get(0), Digests.sha256(request.body()));
        String credential = AwsSignature.parameter(request.parameters(), "Credential");
        if (canonical == null
                || !content
                || !(accessKey + "/" + dated).equals(credential)
                || !Digests.isHexOf(signature, AwsSignature.sign(secretKey.reveal(), time, dated, canonical))) {
            return AuthenticationResult.rejected(Reason.of("aws.signature"));
        }
        Instant now = clock.instant();
        if (when.isBefore(now.minus(TOLERANCE)) || when.isAfter(now.plus(TOLERANCE))) {
            return AuthenticationResult.rejected(Reason.of("aws.stale"));
        }
        return switch (seen.add(signature, now, when.plus(TOLERANCE).plusSeconds(1))) {
            case SEEN -> AuthenticationResult.rejected(Reason.of("aws.replayed"));
            case FULL -> AuthenticationResult.unavailable(Reason.of("aws.too-many"), Duration.ofSeconds(60));
            case NEW ->
                AuthenticationResult.authenticated(Caller.builder("aws", accessKey)
                        .kind(Caller.Kind.CLIENT)
                        .build());
        };
    }

    @Override
    public List<Challenge> challenges(RefusalContext refusal) {
        return List.of(Challenge.of(AwsSignature.SCHEME));
    }
}
