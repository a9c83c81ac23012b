package dev.gatehouse.testkit.mechanisms;

import dev.gatehouse.spi.AuthenticationMechanism;
import dev.gatehouse.spi.AuthenticationResult;
import dev.gatehouse.spi.Authenticator;
import dev.gatehouse.spi.Caller;
import dev.gatehouse.spi.CredentialExtractor;
import dev.gatehouse.spi.CredentialSource;
import dev.gatehouse.spi.Reason;
import dev.gatehouse.spi.RequiredBody;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Verifies one signature over at least the method, the URL with its query, and the digest of the body. A time is
 * accepted for one minute.
 */
final class MessageSignatureMechanism implements AuthenticationMechanism<SignedMessage> {

    static final int MAX_BYTES = 64 * 1024;
    static final Duration TOLERANCE = Duration.ofMinutes(1);
    static final List<String> REQUIRED = List.of("@method", "@target-uri", "content-digest");

    private static final int SIGNATURE_BYTES = 64;
    private static final int MAX_LENGTH = 512;

    private final String keyId;
    private final PublicKey key;
    private final SeenProofs seen;
    private final Clock clock;

    MessageSignatureMechanism(String keyId, PublicKey key, SeenProofs seen, Clock clock) {
        this.keyId = keyId;
        this.key = key;
        this.seen = seen;
        this.clock = clock;
    }

    @Override
    public CredentialSource source() {
        return CredentialSource.headers("Signature", "Signature-Input");
    }

    @Override
    public CredentialExtractor<SignedMessage> extractor() {
        return request -> {
            boolean none = request.headers("Signature").isEmpty()
                    && request.headers("Signature-Input").isEmpty();
            return none ? Optional.empty() : Optional.of(SignedMessage.of(request));
        };
    }

    @Override
    public Optional<RequiredBody<SignedMessage>> requiredBody() {
        return Optional.of(new RequiredBody<>(MAX_BYTES, SignedMessage::with));
    }

    @Override
    public Authenticator<SignedMessage> authenticator() {
        return message -> {
            if (message.inputs().size() > 1
                    || message.signatures().size() > 1
                    || message.digests().size() > 1) {
                return AuthenticationResult.ambiguous(Reason.of("message-signature.repeated"));
            }
            SignatureInput input = message.inputs().isEmpty()
                    ? null
                    : SignatureInput.parse(message.inputs().get(0));
            String base = message.base();
            if (input == null || base == null || !input.components().containsAll(REQUIRED)) {
                return AuthenticationResult.rejected(Reason.of("message-signature.malformed"));
            }
            byte[] signature = bytes(message.signatures(), input.label());
            byte[] digest = bytes(message.digests(), "sha-256");
            if (signature == null || digest == null) {
                return AuthenticationResult.rejected(Reason.of("message-signature.malformed"));
            }
            boolean body = MessageDigest.isEqual(digest, Digests.sha256(message.body()));
            return body && input.keyId().equals(keyId) && isSigned(key, base, signature)
                    ? fresh(input, signature)
                    : AuthenticationResult.rejected(Reason.of("message-signature.refused"));
        };
    }

    private AuthenticationResult fresh(SignatureInput input, byte[] signature) {
        Instant now = clock.instant();
        Instant created = Instant.ofEpochSecond(input.created());
        if (created.isBefore(now.minus(TOLERANCE)) || created.isAfter(now.plus(TOLERANCE))) {
            return AuthenticationResult.rejected(Reason.of("message-signature.stale"));
        }
        return switch (seen.add(
                Digests.hex(signature), now, created.plus(TOLERANCE).plusSeconds(1))) {
            case SEEN -> AuthenticationResult.rejected(Reason.of("message-signature.replayed"));
            case FULL ->
                AuthenticationResult.unavailable(Reason.of("message-signature.too-many"), Duration.ofSeconds(60));
            case NEW ->
                AuthenticationResult.authenticated(Caller.builder("message-signature", keyId)
                        .kind(Caller.Kind.CLIENT)
                        .build());
        };
    }

    static boolean isSigned(PublicKey key, String base, byte[] signature) {
        if (signature.length != SIGNATURE_BYTES) {
            return false;
        }
        try {
            Signature verifier = Signature.getInstance("Ed25519");
            verifier.initVerify(key);
            verifier.update(Digests.utf8(base));
            return verifier.verify(signature);
        } catch (GeneralSecurityException malformed) {
            return false;
        }
    }

    /** Returns the byte sequence of the only member, {@code name=:base64:}; {@code null} if it is anything else. */
    private static byte @Nullable [] bytes(List<String> values, String name) {
        String value = values.isEmpty() ? "" : values.get(0);
        String begin = name + "=:";
        if (value.length() > MAX_LENGTH || !value.startsWith(begin) || value.length() <= begin.length()) {
            return null;
        }
        String encoded = value.substring(begin.length(), value.length() - 1);
        try {
            byte[] bytes = Base64.getDecoder().decode(encoded);
            boolean canonical = Base64.getEncoder().encodeToString(bytes).equals(encoded);
            return value.endsWith(":") && canonical ? bytes : null;
        } catch (IllegalArgumentException malformed) {
            return null;
        }
    }
}
