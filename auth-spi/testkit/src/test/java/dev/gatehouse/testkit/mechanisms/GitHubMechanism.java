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
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Verifies the HMAC of a delivery. GitHub signs no time, so a signature that was seen is refused for an hour; a body
 * has a delivery id, so that no two deliveries have the same signature.
 */
final class GitHubMechanism implements AuthenticationMechanism<GitHubMechanism.Delivery> {

    record Delivery(List<String> signatures, ByteBuffer body) implements Credential {

        Delivery with(ByteBuffer content) {
            return new Delivery(signatures, content);
        }

        @Override
        public String toString() {
            return "Delivery[***]";
        }
    }

    static final int MAX_BYTES = 64 * 1024;

    private static final String HEADER = "X-Hub-Signature-256";
    private static final String PREFIX = "sha256=";
    private static final Duration REMEMBERED = Duration.ofHours(1);

    private final byte[] secret;
    private final SeenProofs seen;
    private final Clock clock;

    GitHubMechanism(Secret secret, SeenProofs seen, Clock clock) {
        this.secret = secret.reveal().getBytes(StandardCharsets.UTF_8);
        this.seen = seen;
        this.clock = clock;
    }

    @Override
    public CredentialSource source() {
        return CredentialSource.header(HEADER);
    }

    @Override
    public CredentialExtractor<Delivery> extractor() {
        return request -> {
            List<String> values = request.headers(HEADER);
            return values.isEmpty() ? Optional.empty() : Optional.of(new Delivery(values, ByteBuffer.allocate(0)));
        };
    }

    @Override
    public Optional<RequiredBody<Delivery>> requiredBody() {
        return Optional.of(new RequiredBody<>(MAX_BYTES, Delivery::with));
    }

    @Override
    public Authenticator<Delivery> authenticator() {
        return delivery -> {
            if (delivery.signatures().size() > 1) {
                return AuthenticationResult.ambiguous(Reason.of("github.repeated"));
            }
            String signature = delivery.signatures().get(0);
            String expected = PREFIX + HexFormat.of().formatHex(hmac(delivery.body()));
            if (!MessageDigest.isEqual(
                    signature.getBytes(StandardCharsets.UTF_8), expected.getBytes(StandardCharsets.UTF_8))) {
                return AuthenticationResult.rejected(Reason.of("github.signature"));
            }
            Instant now = clock.instant();
            return switch (seen.add(signature, now, now.plus(REMEMBERED))) {
                case SEEN -> AuthenticationResult.rejected(Reason.of("github.replayed"));
                case FULL -> AuthenticationResult.unavailable(Reason.of("github.too-many"), Duration.ofSeconds(60));
                case NEW ->
                    AuthenticationResult.authenticated(Caller.builder("https://github.com", "webhook")
                            .kind(Caller.Kind.CLIENT)
                            .build());
            };
        };
    }

    private byte[] hmac(ByteBuffer body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            mac.update(body.duplicate());
            return mac.doFinal();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has HMAC-SHA-256", impossible);
        }
    }
}
