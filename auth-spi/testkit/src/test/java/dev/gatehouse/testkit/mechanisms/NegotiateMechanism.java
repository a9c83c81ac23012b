package dev.gatehouse.testkit.mechanisms;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gatehouse.spi.AuthenticationMechanism;
import dev.gatehouse.spi.AuthenticationResult;
import dev.gatehouse.spi.Authenticator;
import dev.gatehouse.spi.Caller;
import dev.gatehouse.spi.Challenge;
import dev.gatehouse.spi.Credential;
import dev.gatehouse.spi.CredentialExtractor;
import dev.gatehouse.spi.CredentialSource;
import dev.gatehouse.spi.Reason;
import dev.gatehouse.spi.RefusalContext;
import dev.gatehouse.spi.ResponseAdditions;
import dev.gatehouse.spi.settings.Secret;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** First leg {@code hello NAME}, answered with a nonce; second leg {@code proof NONCE HMAC}. */
record NegotiateMechanism(String user, Secret password, Exchanges exchanges, Clock clock)
        implements AuthenticationMechanism<NegotiateMechanism.Token> {

    /** What stands behind {@code Negotiate}, still encoded. */
    record Token(String encoded) implements Credential {
        @Override
        public String toString() {
            return "Token[***]";
        }
    }

    @Override
    public CredentialSource source() {
        return CredentialSource.authorization();
    }

    @Override
    public CredentialExtractor<Token> extractor() {
        return request ->
                Optional.ofNullable(Schemes.value(request, "Negotiate")).map(Token::new);
    }

    @Override
    public Authenticator<Token> authenticator() {
        return token -> {
            String[] words;
            try {
                words = new String(Base64.getDecoder().decode(token.encoded()), UTF_8).split(" ", -1);
            } catch (IllegalArgumentException malformed) {
                return AuthenticationResult.rejected(Reason.of("negotiate.malformed"));
            }
            if (words.length == 2 && words[0].equals("hello")) {
                return firstLeg(words[1]);
            }
            return words.length == 3 && words[0].equals("proof")
                    ? secondLeg(words[1], words[2])
                    : AuthenticationResult.rejected(Reason.of("negotiate.malformed"));
        };
    }

    /** Answers unknown names like known ones. */
    private AuthenticationResult firstLeg(String name) {
        String nonce = exchanges.begin(name, clock.instant());
        if (nonce == null) {
            return AuthenticationResult.unavailable(Reason.of("negotiate.full"), Duration.ofSeconds(5));
        }
        Challenge challenge = Challenge.token68("Negotiate", Base64.getEncoder().encodeToString(nonce.getBytes(UTF_8)));
        return new AuthenticationResult.Continue(List.of(challenge), ResponseAdditions.none());
    }

    private AuthenticationResult secondLeg(String nonce, String proof) {
        Exchanges.Waiting exchange = exchanges.take(nonce, clock.instant());
        if (exchange == null) {
            return AuthenticationResult.rejected(Reason.of("negotiate.unknown-exchange"));
        }
        boolean good = MessageDigest.isEqual(
                proof.getBytes(UTF_8), proof(password, nonce).getBytes(UTF_8));
        return good && exchange.user().equals(user)
                ? AuthenticationResult.authenticated(
                        Caller.builder("local", user).build())
                : AuthenticationResult.rejected(Reason.of("negotiate.wrong"));
    }

    @Override
    public List<Challenge> challenges(RefusalContext refusal) {
        return List.of(Challenge.of("Negotiate"));
    }

    /** Returns what the client has to send for a nonce. */
    static String proof(Secret password, String nonce) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(password.reveal().getBytes(UTF_8), "HmacSHA256"));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal(nonce.getBytes(UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
