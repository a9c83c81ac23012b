package dev.gatehouse.jwt.vectors;

import com.nimbusds.jose.jwk.JWK;
import dev.gatehouse.jwt.TestKey;
import dev.gatehouse.jwt.TestToken;
import java.text.ParseException;

/** Keys that have the right form, and whose private half others can find (RFC 8725 section 3.5). */
final class WeakKeys {

    private final Batch batch;
    private int sets;

    private WeakKeys(Batch batch) {
        this.batch = batch;
    }

    static void addTo(Batch batch) {
        WeakKeys keys = new WeakKeys(batch);
        keys.published();
        keys.points();
    }

    /** The private halves of these are printed in RFC 7517 appendix A.2 and RFC 8037 appendix A.1. */
    private void published() {
        TestKey curve = parsed(
                "{\"kty\":\"EC\",\"crv\":\"P-256\",\"kid\":\"1\",\"x\":\"MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4\","
                        + "\"y\":\"4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM\","
                        + "\"d\":\"870MB6gfuTJ4HtUnUvYMyJpr5eUZNP4Bk43bVdj3eAE\"}");
        add(Check.KEY_KNOWN, "P-256 of RFC 7517", curve, curve, "ES256");
        TestKey edwards = parsed("{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"kid\":\"1\","
                + "\"x\":\"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo\","
                + "\"d\":\"nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A\"}");
        add(Check.KEY_KNOWN, "Ed25519 of RFC 8037", edwards, edwards, "EdDSA");
    }

    private void points() {
        TestKey one = parsed("{\"kty\":\"EC\",\"crv\":\"P-256\",\"kid\":\"one\","
                + "\"x\":\"axfR8uEsQkf4vOblY6RA8ncDfYEt6zOg9KE5RdiYwpY\","
                + "\"y\":\"T-NC4v4af5uO5-tKfA-eFivOM1drMV7Oy7ZAaDe_UfU\","
                + "\"d\":\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAE\"}");
        add(Check.KEY_PRIVATE_ONE, "P-256 whose private half is one", one, one, "ES256");
        TestKey edwards = Keys.ED25519;
        byte[] point = new byte[32];
        point[0] = 1;
        add(
                Check.KEY_EDWARDS,
                "Ed25519 at the neutral point",
                edwards.with("x", TestToken.encode(point)),
                edwards,
                "EdDSA");
        add(
                Check.KEY_EDWARDS,
                "Ed25519 at a point of order 4",
                edwards.with("x", TestToken.encode(new byte[32])),
                edwards,
                "EdDSA");
        byte[] high = new byte[32];
        java.util.Arrays.fill(high, (byte) 0xff);
        add(Check.KEY_EDWARDS, "Ed25519 beyond the prime", edwards.with("x", TestToken.encode(high)), edwards, "EdDSA");
        for (String x : new String[] {"", "AA", TestToken.encode(new byte[31]), TestToken.encode(new byte[33])}) {
            add(Check.SEVERAL, "Ed25519 of length " + x.length(), edwards.with("x", x), edwards, "EdDSA");
        }
        add(Check.SEVERAL, "Ed25519 that says it is X25519", edwards.with("crv", "X25519"), edwards, "EdDSA");
        add(Check.SEVERAL, "Ed25519 that says it is Ed448", edwards.with("crv", "Ed448"), edwards, "EdDSA");
        add(Check.SEVERAL, "Ed25519 for RS256", edwards.with("alg", "RS256"), edwards, "EdDSA");
        add(
                Check.KEY_FITS_ALGORITHM,
                "Ed25519 by its old name alone",
                edwards.with("alg", "EdDSA"),
                edwards,
                "Ed25519");
        add(
                Check.KEY_FITS_ALGORITHM,
                "Ed25519 by its new name alone",
                edwards.with("alg", "Ed25519"),
                edwards,
                "EdDSA");
    }

    private static TestKey parsed(String jwk) {
        try {
            return TestKey.of(JWK.parse(jwk));
        } catch (ParseException e) {
            throw new IllegalStateException(e);
        }
    }

    private void add(Check check, String name, TestKey published, TestKey signer, String algorithm) {
        Trust trust = Trust.of("weak" + sets++, published, Keys.RSA.with("kid", "spare"));
        batch.bad(trust, check, name, trust.token(signer).algorithm(algorithm).compact(), "token.key-unknown");
    }
}
