package dev.gatehouse.benchmarks.token;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Tokens as Keycloak issues them to a Camunda 8 client: 560 bytes of claims, 1.2 kB with an RSA signature of 2048 bits.
 */
public final class TokenShape {

    /** Who issues them. */
    public static final String ISSUER = "https://auth.example.com/realms/camunda-platform";

    /** For whom they are. */
    public static final String AUDIENCE = "tasklist-api";

    private static final Duration LIFE = Duration.ofHours(2);

    private TokenShape() {}

    /** Returns the claims of one token, each different. */
    public static String claims() {
        return claims(ISSUER, LIFE);
    }

    /** Returns the claims of one token of an issuer, that expires this long from now. */
    public static String claims(String issuer, Duration life) {
        long now = Instant.now().getEpochSecond();
        return "{\"exp\":" + (now + life.toSeconds()) + ",\"iat\":" + (now - 1) + ",\"jti\":\"" + UUID.randomUUID()
                + "\",\"iss\":\"" + issuer + "\",\"aud\":[\"zeebe-api\",\"operate-api\",\"" + AUDIENCE
                + "\"],\"sub\":\"" + UUID.randomUUID()
                + "\",\"typ\":\"Bearer\",\"azp\":\"tasklist\",\"sid\":\"" + UUID.randomUUID()
                + "\",\"realm_access\":{\"roles\":[\"default-roles\",\"Tasklist\"]}"
                + ",\"permissions\":{\"tasklist-api\":[\"read:*\",\"write:*\"]},\"scope\":\"openid email profile\""
                + ",\"email\":\"demo@example.com\",\"email_verified\":true,\"preferred_username\":\"demo\""
                + ",\"name\":\"Demo User\"}";
    }

    /** Returns that many tokens, each different. */
    public static List<String> tokens(BenchmarkKey key, int count) {
        List<String> tokens = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            tokens.add(key.sign(claims()));
        }
        return tokens;
    }
}
