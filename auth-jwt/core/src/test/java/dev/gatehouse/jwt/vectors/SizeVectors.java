package dev.gatehouse.jwt.vectors;

import static dev.gatehouse.jwt.vectors.Keys.EC256;
import static dev.gatehouse.jwt.vectors.Keys.MAIN;
import static dev.gatehouse.jwt.vectors.Keys.RSA;
import static dev.gatehouse.jwt.vectors.Keys.good;

import dev.gatehouse.jwt.TestKey;
import dev.gatehouse.jwt.TestToken;
import java.util.List;

/** Tokens of every length: what is longer than 16384 characters is not looked at. */
final class SizeVectors {

    private static final int LONGEST = 16_384;

    private SizeVectors() {}

    static List<Vector> all() {
        Batch batch = new Batch(Family.SIZE);
        batch.bearer(MAIN, Check.SEVERAL, "nothing", "Bearer ", "token.malformed");
        batch.good(MAIN, "as long as allowed", ofLength(RSA, "RS256", LONGEST));
        batch.good(MAIN, "ES256 as long as allowed", ofLength(EC256, "ES256", LONGEST));
        batch.good(MAIN, "half as long", ofLength(RSA, "RS256", LONGEST / 2));
        batch.good(MAIN, "a text of 5000 letters", Keys.with("\"x\":\"" + "x".repeat(5000) + "\""));
        batch.good(MAIN, "a thousand claims", Keys.with(members(1000)));
        batch.good(MAIN, "a list of two thousand numbers", Keys.with("\"x\":[0" + ",1".repeat(2000) + "]"));
        batch.good(MAIN, "a header of 3000 letters", Keys.withMember("\"x\":\"" + "x".repeat(3000) + "\""));
        batch.bad(MAIN, Check.LENGTH, "four letters too long", ofLength(RSA, "RS256", LONGEST + 4), "token.too-large");
        batch.bad(MAIN, Check.LENGTH, "a signed token of 20 KiB", ofLength(RSA, "RS256", 20_480), "token.too-large");
        batch.bad(MAIN, Check.LENGTH, "a signed token of 40 KiB", ofLength(EC256, "ES256", 40_960), "token.too-large");
        String good = good();
        String signed = good.substring(0, good.lastIndexOf('.') + 1);
        batch.bad(MAIN, Check.LENGTH, "a long signature", signed + "A".repeat(LONGEST), "token.too-large");
        batch.bad(MAIN, Check.LENGTH, "a long row of letters", "A".repeat(LONGEST + 1), "token.too-large");
        batch.bad(MAIN, Check.LENGTH, "a long row of dots", ".".repeat(LONGEST + 1), "token.too-large");
        batch.bad(MAIN, Check.LENGTH, "a million letters", "A".repeat(1_000_000), "token.too-large");
        batch.bad(MAIN, Check.SEVERAL, "as long as allowed, but letters alone", "A".repeat(LONGEST), "token.malformed");
        batch.bad(
                MAIN,
                Check.SEVERAL,
                "a signature as long as allowed",
                signed + "A".repeat((LONGEST - signed.length()) / 4 * 4),
                "token.signature");
        return batch.vectors();
    }

    private static String members(int count) {
        StringBuilder members = new StringBuilder("\"c0\":0");
        for (int i = 1; i < count; i++) {
            members.append(",\"c").append(i).append("\":0");
        }
        return members.toString();
    }

    /** A good token of exactly this many characters. */
    private static String ofLength(TestKey key, String algorithm, int length) {
        int filling = (length - token(key, algorithm, 0).length()) / 4 * 3;
        for (int more = filling - 6; more < filling + 12; more++) {
            String token = token(key, algorithm, more);
            if (token.length() == length) {
                return token;
            }
        }
        // Three bytes are four letters, and one or two are two or three: some lengths need another rest in the header.
        for (int more = filling - 12; more < filling + 12; more++) {
            String header = TestToken.header(algorithm, key.kid()) + " ";
            String token = MAIN.token(key)
                    .algorithm(algorithm)
                    .header(header)
                    .payload(filled(more))
                    .compact();
            if (token.length() == length) {
                return token;
            }
        }
        throw new IllegalStateException("no token has " + length + " characters");
    }

    private static String token(TestKey key, String algorithm, int filling) {
        return MAIN.token(key).algorithm(algorithm).payload(filled(filling)).compact();
    }

    private static String filled(int filling) {
        return MAIN.claimsAnd("\"x\":\"" + "x".repeat(filling) + "\"");
    }
}
