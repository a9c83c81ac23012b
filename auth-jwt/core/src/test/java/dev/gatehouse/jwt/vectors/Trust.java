package dev.gatehouse.jwt.vectors;

import com.nimbusds.jose.util.JSONObjectUtils;
import dev.gatehouse.jwt.TestKey;
import dev.gatehouse.jwt.TestToken;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An issuer as an operator configures it, with the keys that it publishes. Each object is a configured issuer of its
 * own, so what one vector makes the verifier remember does not reach another.
 */
final class Trust {

    private static final String ALL = "RS256, RS384, RS512, PS256, PS384, PS512, ES256, ES384, ES512, EdDSA, Ed25519";

    private final String issuer;
    private final String keySet;
    private final Map<String, String> settings = new LinkedHashMap<>();

    private Trust(String issuer, String keySet) {
        this.issuer = issuer;
        this.keySet = keySet;
        settings.put("issuer", issuer);
        settings.put("audience", TestToken.AUDIENCE);
        settings.put("algorithms", ALL);
    }

    /** The issuer of this name, such as {@code short-lived}, with these keys, for whom every algorithm is allowed. */
    static Trust of(String name, TestKey... keys) {
        return withKeySet(name, keySet(keys));
    }

    /** An issuer with any content as its key set. */
    static Trust withKeySet(String name, String keySet) {
        return new Trust("https://" + name + ".example.com/realm", keySet);
    }

    /** The same issuer with one setting more, named without {@code auth.jwt.}. */
    Trust with(String setting, String value) {
        Trust copy = new Trust(issuer, keySet);
        copy.settings.putAll(settings);
        copy.settings.put(setting, value);
        return copy;
    }

    String issuer() {
        return issuer;
    }

    String keySet() {
        return keySet;
    }

    /** The settings of this issuer under an alias, or flat ones where the alias is {@code null}. */
    Map<String, String> settings(@Nullable String alias) {
        String prefix = alias == null ? "auth.jwt." : "auth.jwt.issuers." + alias + ".";
        Map<String, String> named = new LinkedHashMap<>();
        settings.forEach((setting, value) -> named.put(prefix + setting, value));
        return named;
    }

    /** The claims of a good token of this issuer. */
    String claims() {
        return TestToken.claims().replace(TestToken.ISSUER, issuer);
    }

    /** The claims of a good token with one part replaced. */
    String claims(String from, String to) {
        String claims = claims();
        if (!claims.contains(from)) {
            throw new IllegalArgumentException("not in the claims: " + from);
        }
        return claims.replace(from, to);
    }

    /** The claims of a good token and members more. */
    String claimsAnd(String members) {
        String claims = claims();
        return claims.substring(0, claims.length() - 1) + "," + members + "}";
    }

    /** A good token of this issuer, in the making. */
    TestToken token(TestKey key) {
        return TestToken.of(key).payload(claims());
    }

    /** A token of this issuer with other claims than a good one. */
    String token(TestKey key, String claims) {
        return TestToken.of(key).payload(claims).compact();
    }

    static String keySet(TestKey... keys) {
        List<Map<String, Object>> published = new ArrayList<>();
        for (TestKey key : keys) {
            published.add(key.published());
        }
        return JSONObjectUtils.toJSONString(Map.of("keys", published));
    }

    @Override
    public String toString() {
        return issuer;
    }
}
