package dev.gatehouse.testkit;

import dev.gatehouse.spi.AuthenticationResult;
import dev.gatehouse.spi.AuthenticationResult.Authenticated;
import dev.gatehouse.spi.CredentialSource;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What the contract asks of the place that a credential comes from, and of its spelling. */
final class SourceRules {

    private final MechanismUnderTest contract;

    SourceRules(MechanismUnderTest contract) {
        this.contract = contract;
    }

    void sourceIsRead() {
        try (TestMechanism mechanism = TestMechanism.create(contract, contract.context())) {
            CredentialSource source = mechanism.source();
            TestRequest good = contract.goodRequest(mechanism);
            boolean there = source.kind() == CredentialSource.Kind.CLIENT_CERTIFICATE
                    ? good.clientCertificate().isPresent()
                    : OwnValue.of(source, good) != null;
            Rule.SOURCE_IS_READ.check(there, "source() is " + source + ", and the good request has nothing there");
            AuthenticationResult result = mechanism.judge(good.without(source), "a good request without " + source);
            Rule.SOURCE_IS_READ.check(
                    !(result instanceof Authenticated),
                    "without " + source + " it is " + RequestRules.describe(result));
        }
    }

    void secondHeader() {
        try (TestMechanism mechanism = TestMechanism.create(contract, contract.context())) {
            for (String name : contract.goodRequest(mechanism).headerNames()) {
                // A request has one Authorization header in the host, and the source has a rule of its own.
                if (!name.equalsIgnoreCase(mechanism.source().name())
                        && !name.equalsIgnoreCase("Authorization")
                        && isNeeded(mechanism, name)) {
                    TestRequest good = contract.goodRequest(mechanism);
                    String value = good.headers(name).get(0);
                    requireRefused(mechanism, good.withHeader(name, value + "x"), "a second, different " + name);
                    TestRequest other = contract.goodRequest(mechanism);
                    String otherValue = other.headers(name).get(0);
                    requireRefused(
                            mechanism,
                            other.replacingHeader(name, otherValue + "x").withHeader(name, otherValue),
                            "a first, different " + name);
                }
            }
        }
    }

    /** Whether a header belongs to the credential: another value of it is not authenticated. */
    private boolean isNeeded(TestMechanism mechanism, String name) {
        TestRequest good = contract.goodRequest(mechanism);
        String value = good.headers(name).get(0);
        TestRequest changed = good.replacingHeader(name, value + "x");
        return !(mechanism.judge(changed, "another " + name) instanceof Authenticated);
    }

    private static void requireRefused(TestMechanism mechanism, TestRequest request, String what) {
        AuthenticationResult result = mechanism.judge(request, what);
        Rule.SECOND_HEADER.check(
                !(result instanceof Authenticated), what + ": the answer is " + RequestRules.describe(result));
    }

    void spelling() {
        if (!contract.exactSpelling()) {
            return;
        }
        try (TestMechanism mechanism = TestMechanism.create(contract, contract.context())) {
            CredentialSource source = mechanism.source();
            for (int i = 0; i < spellings("", "").size(); i++) {
                // A new credential for each spelling, for mechanisms that accept each once.
                TestRequest good = contract.goodRequest(mechanism);
                OwnValue own = OwnValue.of(source, good);
                if (own == null) {
                    return;
                }
                Map.Entry<String, String> spelling = spellings(own.start(), own.secret()).entrySet().stream()
                        .skip(i)
                        .findFirst()
                        .orElseThrow();
                if (!spelling.getValue().equals(own.start() + own.secret())) {
                    AuthenticationResult result =
                            mechanism.judge(own.replaced(good, spelling.getValue()), spelling.getKey());
                    Rule.SPELLING_IS_EXACT.check(
                            !(result instanceof Authenticated),
                            spelling.getKey() + ": the answer is " + RequestRules.describe(result));
                }
            }
        }
    }

    private static Map<String, String> spellings(String start, String secret) {
        Map<String, String> spellings = new LinkedHashMap<>();
        spellings.put("upper case", start + secret.toUpperCase(Locale.ROOT));
        spellings.put("lower case", start + secret.toLowerCase(Locale.ROOT));
        // Upper case of the one is I, lower case of the other is k, and so is their compatibility form.
        spellings.put(
                "a letter that is equal only in another case",
                start + secret.replace('k', '\u212a').replace('i', '\u0131'));
        spellings.put("wide letters", start + wide(secret));
        spellings.put("a control character before it", start + "\u0001" + secret);
        spellings.put("a control character after it", start + secret + "\u0001");
        spellings.put("a no-break space after it", start + secret + "\u00a0");
        return spellings;
    }

    /** Returns the letters and digits as the ones that Unicode's compatibility forms replace by ordinary ones. */
    private static String wide(String text) {
        StringBuilder wide = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean ordinary = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            wide.append(ordinary ? (char) (c - '!' + '\uff01') : c);
        }
        return wide.toString();
    }
}
