package dev.gatehouse.jwt.vectors;

import static dev.gatehouse.jwt.TestToken.NOW;
import static dev.gatehouse.jwt.vectors.Keys.MAIN;
import static dev.gatehouse.jwt.vectors.Keys.RSA;
import static dev.gatehouse.jwt.vectors.Keys.changed;
import static dev.gatehouse.jwt.vectors.Keys.with;

import java.util.List;

/**
 * {@code exp}, {@code nbf} and {@code iat} (RFC 7519 section 4.1), at {@link dev.gatehouse.jwt.TestToken#NOW} and with
 * a minute of skew unless it is said otherwise.
 */
final class TimeVectors {

    private static final String EXP = "\"exp\":" + (NOW + 300);
    private static final String IAT = "\"iat\":" + (NOW - 10);

    private TimeVectors() {}

    static List<Vector> all() {
        Batch batch = new Batch(Family.TIME);
        form(batch);
        limits(batch);
        policies(batch);
        return batch.vectors();
    }

    private static void form(Batch batch) {
        batch.bad(MAIN, Check.EXPIRY_PRESENT, "no exp", changed(EXP + ",", ""), "token.claims");
        batch.bad(MAIN, Check.EXPIRY_PRESENT, "exp spelled otherwise", changed("\"exp\"", "\"Exp\""), "token.claims");
        batch.bad(
                MAIN,
                Check.EXPIRY_PRESENT,
                "expires_in in place of exp",
                changed(EXP, "\"expires_in\":300"),
                "token.claims");
        batch.bad(MAIN, Check.EXPIRY_PRESENT, "exp null", changed(EXP, "\"exp\":null"), "token.claims");
        batch.good(MAIN, "nbf null", with("\"nbf\":null"));
        batch.good(MAIN, "iat null", changed(IAT, "\"iat\":null"));
        for (String value : new String[] {
            "\"" + (NOW + 300) + "\"",
            "\"\"",
            "[]",
            "[" + (NOW + 300) + "]",
            "{}",
            "true",
            "false",
            "99999999999999999999999999"
        }) {
            form(batch, Check.TIME_TYPE, value);
        }
        for (String value :
                new String[] {"-1", "-0.5", "1e300", "253402300800", "253402300799.5", "1e12", (NOW + 300) + "000"}) {
            form(batch, Check.TIME_RANGE, value);
        }
        for (String value : new String[] {
            (NOW + 300) + ".0", (NOW + 300) + ".999", "1.7672259e9", "253402300799", "2.53402300799E11"
        }) {
            batch.good(MAIN, "exp " + value, changed(EXP, "\"exp\":" + value));
        }
        for (String value : new String[] {"0", "-0", "0.0", (NOW - 10) + ".25", "1.5e9"}) {
            batch.good(MAIN, "iat " + value, changed(IAT, "\"iat\":" + value));
            batch.good(MAIN, "nbf " + value, with("\"nbf\":" + value));
        }
        batch.good(MAIN, "no iat", changed("," + IAT, ""));
    }

    private static void form(Batch batch, Check check, String value) {
        batch.bad(MAIN, check, "exp of value " + value, changed(EXP, "\"exp\":" + value), "token.claims");
        batch.bad(MAIN, check, "nbf of value " + value, with("\"nbf\":" + value), "token.claims");
        batch.bad(MAIN, check, "iat of value " + value, changed(IAT, "\"iat\":" + value), "token.claims");
    }

    private static void limits(Batch batch) {
        for (String value :
                new String[] {"" + (NOW + 1), "" + NOW, "" + (NOW - 59), (NOW - 60) + ".5", (NOW - 60) + ".001"}) {
            batch.good(MAIN, "exp within the skew " + value, changed(EXP, "\"exp\":" + value));
        }
        for (String value : new String[] {
            "" + (NOW - 60),
            (NOW - 61) + ".9",
            (NOW - 60) + ".0",
            "" + (NOW - 61),
            "" + (NOW - 3600),
            "1",
            "0",
            "0.5",
            "-0",
            "1e9"
        }) {
            batch.bad(MAIN, Check.EXPIRED, "exp passed " + value, changed(EXP, "\"exp\":" + value), "token.expired");
        }
        for (String value : new String[] {"" + NOW, "" + (NOW + 59), "" + (NOW + 60), (NOW + 59) + ".9"}) {
            batch.good(MAIN, "nbf within the skew " + value, with("\"nbf\":" + value));
            batch.good(MAIN, "iat within the skew " + value, changed(IAT, "\"iat\":" + value));
        }
        for (String value :
                new String[] {"" + (NOW + 61), (NOW + 60) + ".5", (NOW + 60) + ".001", "" + (NOW + 290), "253402300799"
                }) {
            batch.bad(MAIN, Check.NOT_BEFORE, "nbf to come " + value, with("\"nbf\":" + value), "token.not-yet-valid");
            batch.bad(
                    MAIN,
                    Check.ISSUED_AT,
                    "iat to come " + value,
                    changed(IAT, "\"iat\":" + value),
                    "token.not-yet-valid");
        }
    }

    private static void policies(Batch batch) {
        Trust exact = Trust.of("no-skew", RSA).with("clock-skew", "0s");
        batch.good(exact, "no skew: a second left", exact.token(RSA, exact.claims(EXP, "\"exp\":" + (NOW + 1))));
        batch.good(exact, "no skew: nbf now", exact.token(RSA, exact.claimsAnd("\"nbf\":" + NOW)));
        batch.bad(
                exact,
                Check.EXPIRED,
                "no skew: exp now",
                exact.token(RSA, exact.claims(EXP, "\"exp\":" + NOW)),
                "token.expired");
        batch.bad(
                exact,
                Check.NOT_BEFORE,
                "no skew: nbf in a second",
                exact.token(RSA, exact.claimsAnd("\"nbf\":" + (NOW + 1))),
                "token.not-yet-valid");
        batch.bad(
                exact,
                Check.ISSUED_AT,
                "no skew: iat in a moment",
                exact.token(RSA, exact.claims(IAT, "\"iat\":" + NOW + ".001")),
                "token.not-yet-valid");
        Trust limited = Trust.of("short-lived", RSA).with("max-lifetime", "310s");
        batch.good(limited, "life as long as allowed", limited.token(RSA).compact());
        for (String iat : new String[] {"" + (NOW - 11), (NOW - 11) + ".9", "0"}) {
            batch.bad(
                    limited,
                    Check.LIFETIME,
                    "life too long, from iat " + iat,
                    limited.token(RSA, limited.claims(IAT, "\"iat\":" + iat)),
                    "token.lifetime");
        }
        batch.bad(
                limited,
                Check.LIFETIME,
                "life unknown without iat",
                limited.token(RSA, limited.claims("," + IAT, "")),
                "token.lifetime");
        batch.bad(
                limited,
                Check.LIFETIME,
                "life of years",
                limited.token(RSA, limited.claims(EXP, "\"exp\":253402300799")),
                "token.lifetime");
    }
}
