package dev.gatehouse.jwt.vectors;

import static dev.gatehouse.jwt.vectors.Keys.MAIN;
import static dev.gatehouse.jwt.vectors.Keys.good;

import java.util.List;

/** How a token stands in {@code Authorization} (RFC 6750 section 2.1, RFC 9110 section 11). */
final class BearerVectors {

    private BearerVectors() {}

    static List<Vector> all() {
        Batch batch = new Batch(Family.BEARER);
        for (String scheme : new String[] {"Bearer ", "bearer ", "BEARER ", "bEaReR ", "Bearer  ", "Bearer      "}) {
            batch.bearer(MAIN, null, "scheme '" + scheme + "'", scheme + good(), Vector.GOOD);
        }
        for (String value : new String[] {"Bearer", "bearer", "Bearer ", "Bearer    "}) {
            batch.bearer(MAIN, Check.SEVERAL, "nothing behind '" + value + "'", value, "token.malformed");
        }
        for (String between : new String[] {
            "\t", " \t", "=", ":", ",", ";", "\"", "\u00a0", "\u00ff", "/", "\\", "(", "{", "<", "@", "?", "=="
        }) {
            batch.bearer(
                    MAIN,
                    Check.SEVERAL,
                    "between scheme and token '" + between.replace("\t", "TAB") + "'",
                    "Bearer" + between + good(),
                    "token.malformed");
        }
        for (String value : new String[] {
            good() + ", Bearer x",
            good() + ",x",
            good() + " x",
            "Bearer " + good(),
            good() + " realm=\"x\"",
            "token=" + good(),
            "\"" + good() + "\"",
            "<" + good() + ">",
            "null",
            "undefined",
            "[object Object]",
            "an-opaque-token"
        }) {
            String name = value.replace(good(), "TOKEN");
            batch.bearer(
                    MAIN,
                    value.startsWith(good()) ? Check.ALPHABET : Check.SEVERAL,
                    "behind the scheme: " + name,
                    "Bearer " + value,
                    "token.malformed");
        }
        return batch.vectors();
    }
}
