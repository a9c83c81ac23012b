package dev.gatehouse.benchmarks.token;

import com.nimbusds.jose.util.Base64URL;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Flaws for which a token is refused before its signature is verified. */
public enum Flaw {
    /** Its algorithm is not one of the issuer's. */
    ALGORITHM("algorithm not allowed") {
        @Override
        String token(BenchmarkKey key, int serial) {
            return key.sign(header("HS384", key.kid()), encoded(TokenShape.claims()));
        }
    },
    /** Its kid is unknown, and the issuer was asked about it before. */
    KID("unknown kid, asked before") {
        @Override
        String token(BenchmarkKey key, int serial) {
            return key.sign(header(key.algorithm(), "unknown"), encoded(TokenShape.claims()));
        }
    },
    /** It comes from another issuer. */
    ISSUER("wrong issuer") {
        @Override
        String token(BenchmarkKey key, int serial) {
            return key.sign(TokenShape.claims("https://other.example.com/realms/elsewhere", Duration.ofHours(1)));
        }
    },
    /** It is meant for another API. */
    AUDIENCE("wrong audience") {
        @Override
        String token(BenchmarkKey key, int serial) {
            return key.sign(TokenShape.claims().replace("\"" + TokenShape.AUDIENCE + "\"]", "\"optimize-api\"]"));
        }
    },
    /** It has expired. */
    EXPIRED("expired") {
        @Override
        String token(BenchmarkKey key, int serial) {
            return key.sign(TokenShape.claims(TokenShape.ISSUER, Duration.ofHours(-1)));
        }
    },
    /** It is longer than tokens may be. */
    OVERSIZED("longer than 16 KiB") {
        @Override
        String token(BenchmarkKey key, int serial) {
            return key.sign(TokenShape.claims().replace("\"scope\":\"", "\"scope\":\"" + "x".repeat(16 * 1024)));
        }
    },
    /** It is no token at all but as long as one. */
    JUNK("no token, 1.2 kB") {
        @Override
        String token(BenchmarkKey key, int serial) {
            return "x".repeat(1190) + serial;
        }
    },
    /** Its claims have a member twice. */
    JSON("claims with a member twice") {
        @Override
        String token(BenchmarkKey key, int serial) {
            return key.sign(TokenShape.claims().replace("\"preferred_username\"", "\"email\""));
        }
    };

    private final String title;

    Flaw(String title) {
        this.title = title;
    }

    /** Returns what the tables call it. */
    public String title() {
        return title;
    }

    /** Returns that many tokens with the flaw, each different. */
    public List<String> tokens(BenchmarkKey key, int count) {
        List<String> tokens = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            tokens.add(token(key, i));
        }
        return tokens;
    }

    abstract String token(BenchmarkKey key, int serial);

    private static String header(String algorithm, String kid) {
        return encoded("{\"alg\":\"" + algorithm + "\",\"typ\":\"JWT\",\"kid\":\"" + kid + "\"}");
    }

    private static String encoded(String json) {
        return Base64URL.encode(json.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
