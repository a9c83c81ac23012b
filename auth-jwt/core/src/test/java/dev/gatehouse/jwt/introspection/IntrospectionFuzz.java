package dev.gatehouse.jwt.introspection;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.nimbusds.jose.util.JSONObjectUtils;
import dev.gatehouse.jwt.FuzzedToken;
import dev.gatehouse.jwt.IssuerPolicy;
import dev.gatehouse.jwt.TestToken;
import dev.gatehouse.jwt.Verification;
import dev.gatehouse.spi.settings.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * From the answer of an introspection endpoint to the decision (RFC 7662 section 2.2): what is accepted was called
 * active and has claims in policy.
 */
class IntrospectionFuzz {

    private final IntrospectionRules rules = new IntrospectionRules(
            "introspection",
            new IntrospectionPolicy(
                    IssuerPolicy.builder(TestToken.ISSUER, Set.of(TestToken.AUDIENCE))
                            .build(),
                    null,
                    "tasklist",
                    Secret.of("secret"),
                    IntrospectionPolicy.ClientAuthentication.CLIENT_SECRET_BASIC,
                    false,
                    Set.of(),
                    new IntrospectionPolicy.Times(Duration.ofSeconds(30), Duration.ofSeconds(5), 100)));

    private Verification verified(byte[] answer) {
        return rules.verify(answer, "digest", TestToken.NOW * 1000);
    }

    @FuzzTest(maxDuration = "10m")
    void answer(byte[] data) throws ParseException {
        Verification verification = verified(data);
        if (verification instanceof Verification.Verified || verification instanceof Verification.Bound) {
            Map<String, Object> members = JSONObjectUtils.parse(new String(data, StandardCharsets.UTF_8));
            FuzzedToken.check(Boolean.TRUE.equals(members.get("active")), "not being active");
            members.putIfAbsent("iss", TestToken.ISSUER);
            if (!members.containsKey("sub") && !members.containsKey("username")) {
                members.put("sub", members.get("client_id"));
            }
            FuzzedToken.checkPolicy(members);
            FuzzedToken.check(members.containsKey("cnf") == (verification instanceof Verification.Bound), "cnf");
        }
    }

    /** Otherwise what the target looks for could never come about. */
    @Test
    void goodSeed_isAccepted() throws IOException {
        byte[] data = IntrospectionFuzz.class
                .getResourceAsStream("IntrospectionFuzzInputs/answer/good")
                .readAllBytes();
        assertInstanceOf(Verification.Verified.class, verified(data));
    }
}
