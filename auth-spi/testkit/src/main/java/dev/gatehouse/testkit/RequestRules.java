package dev.gatehouse.testkit;

import dev.gatehouse.spi.AuthenticationResult;
import dev.gatehouse.spi.AuthenticationResult.Authenticated;
import dev.gatehouse.spi.AuthenticationResult.NotMine;
import dev.gatehouse.spi.AuthenticationResult.Rejected;
import dev.gatehouse.spi.AuthenticationResult.Unavailable;
import dev.gatehouse.spi.Caller;
import dev.gatehouse.spi.CredentialSource;
import dev.gatehouse.spi.CredentialSource.Kind;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the contract asks of the answers to good, bad, foreign and absent credentials. */
final class RequestRules {

    private final MechanismUnderTest contract;

    RequestRules(MechanismUnderTest contract) {
        this.contract = contract;
    }

    private TestMechanism create() {
        return TestMechanism.create(contract, contract.context());
    }

    void absent() {
        try (TestMechanism mechanism = create()) {
            for (String method : new String[] {"GET", "POST", "OPTIONS"}) {
                Rule.ABSENT_IS_EMPTY.check(
                        mechanism.claim(TestRequest.of(method, "/"), "a " + method) == null,
                        "a " + method + " without anything");
            }
            if (mechanism.source().kind() == Kind.AUTHORIZATION) {
                TestRequest other = TestRequest.get("/").withHeader("Authorization", "Unheard-Of abc");
                Rule.ABSENT_IS_EMPTY.check(
                        mechanism.claim(other, "another scheme") == null,
                        "an Authorization scheme of another mechanism");
            }
            contract.absentRequests()
                    .forEach((what, request) ->
                            Rule.ABSENT_IS_EMPTY.check(mechanism.claim(request, what) == null, what));
        }
    }

    void good() {
        TestContext context = contract.context();
        try (TestMechanism mechanism = TestMechanism.create(contract, context)) {
            Caller first = authenticated(mechanism);
            Caller second = authenticated(mechanism);
            Rule.CALLER_STABLE.check(same(first, second), "first " + first + ", then " + second);
            Rule.CALLER_MECHANISM.check(
                    first.mechanism().isEmpty() || first.mechanism().equals(context.name()),
                    "it is " + first.mechanism());
        }
    }

    private Caller authenticated(TestMechanism mechanism) {
        AuthenticationResult result = result(mechanism, contract.goodRequest(mechanism), Rule.GOOD_IS_AUTHENTICATED);
        if (result instanceof Authenticated good) {
            return good.caller();
        }
        throw Rule.GOOD_IS_AUTHENTICATED.broken("the answer is " + describe(result), null);
    }

    void bad() {
        Map<String, TestRequest> bad = contract.badRequests();
        Rule.BAD_IS_REFUSED.check(!bad.isEmpty(), "badRequests() is empty; return at least one request");
        try (TestMechanism mechanism = create()) {
            bad.forEach((what, request) ->
                    requireRefused(result(mechanism, request, Rule.BAD_IS_CLAIMED, what), Rule.BAD_IS_REFUSED, what));
        }
    }

    void foreign() {
        try (TestMechanism mechanism = create()) {
            contract.foreignRequests().forEach((what, request) -> {
                AuthenticationResult result = result(mechanism, request, Rule.FOREIGN_IS_CLAIMED, what);
                Rule.FOREIGN_IS_CLAIMED.check(
                        result instanceof NotMine || result instanceof Rejected,
                        what + ": the answer is " + describe(result));
            });
        }
    }

    void schemeCase() {
        try (TestMechanism mechanism = create()) {
            if (mechanism.source().kind() != Kind.AUTHORIZATION) {
                return;
            }
            TestRequest good = contract.goodRequest(mechanism);
            String value = ownHeader(good);
            int end = schemeEnd(value);
            for (String scheme : new String[] {
                value.substring(0, end).toLowerCase(Locale.ROOT),
                value.substring(0, end).toUpperCase(Locale.ROOT)
            }) {
                TestRequest request = good.replacingHeader("Authorization", scheme + value.substring(end));
                Rule.SCHEME_CASE.check(mechanism.claim(request, scheme) != null, scheme + " is not claimed");
            }
        }
    }

    void empty() {
        try (TestMechanism mechanism = create()) {
            CredentialSource source = mechanism.source();
            TestRequest good = contract.goodRequest(mechanism);
            if (source.kind() == Kind.AUTHORIZATION) {
                String value = ownHeader(good);
                String scheme = value.substring(0, schemeEnd(value));
                requireBad(mechanism, good.replacingHeader("Authorization", scheme), "the scheme alone");
                requireBad(mechanism, good.replacingHeader("Authorization", scheme + " "), "the scheme and a blank");
            } else if (source.kind() == Kind.HEADER) {
                for (String name : source.names()) {
                    requireBad(mechanism, good.replacingHeader(name, ""), "an empty " + name);
                }
            }
        }
    }

    private static void requireBad(TestMechanism mechanism, TestRequest request, String what) {
        requireRefused(result(mechanism, request, Rule.EMPTY_IS_BAD, what), Rule.EMPTY_IS_BAD, what);
    }

    void repeated() {
        try (TestMechanism mechanism = create()) {
            if (mechanism.source().kind() == Kind.HEADER) {
                mechanism.source().names().forEach(name -> repeated(mechanism, name));
            }
        }
    }

    private void repeated(TestMechanism mechanism, String name) {
        TestRequest good = contract.goodRequest(mechanism);
        if (!good.headers(name).isEmpty()) {
            String value = good.headers(name).get(0);
            requireRefusedTwice(mechanism, good.withHeader(name, value + "x"), "a second, different " + name);
            TestRequest other = contract.goodRequest(mechanism).replacingHeader(name, value + "x");
            requireRefusedTwice(mechanism, other.withHeader(name, value), "a first, different " + name);
        }
    }

    /** A credential that is made of several headers is there as soon as one of them is. */
    void incomplete() {
        try (TestMechanism mechanism = create()) {
            for (String name : mechanism.source().names()) {
                TestRequest rest = contract.goodRequest(mechanism).withoutHeader(name);
                boolean others = mechanism.source().names().stream()
                        .anyMatch(other -> !rest.headers(other).isEmpty());
                if (mechanism.source().kind() == Kind.HEADER && others) {
                    String what = "a request without " + name;
                    Rule.PART_IS_CLAIMED.check(mechanism.claim(rest, what) != null, what);
                }
            }
        }
    }

    /** A body that the mechanism asked for is part of the credential. */
    void alteredBody() {
        try (TestMechanism mechanism = create()) {
            if (mechanism.mechanism().requiredBody().isEmpty()) {
                return;
            }
            for (String altered : new String[] {"", "another body"}) {
                TestRequest good = contract.goodRequest(mechanism);
                byte[] body = altered.getBytes(StandardCharsets.UTF_8);
                if (!Arrays.equals(body, good.body())) {
                    requireRefused(
                            result(
                                    mechanism,
                                    good.withBody(good.contentType().orElse("text/plain"), body),
                                    Rule.BODY_IS_VERIFIED,
                                    "a good credential"),
                            Rule.BODY_IS_VERIFIED,
                            altered.isEmpty() ? "without its body" : "with another body");
                }
            }
        }
    }

    void repeatedCookie() {
        try (TestMechanism mechanism = create()) {
            String name = mechanism.source().name();
            if (mechanism.source().kind() != Kind.COOKIE) {
                return;
            }
            TestRequest good = contract.goodRequest(mechanism);
            String value = own(mechanism.source(), good).secret();
            AuthenticationResult goodFirst =
                    result(mechanism, good.withCookie(name, value + "x"), Rule.COOKIES_IN_ANY_ORDER, "good, bad");
            TestRequest bad = contract.goodRequest(mechanism).replacingCookie(name, value + "x");
            AuthenticationResult badFirst =
                    result(mechanism, bad.withCookie(name, value), Rule.COOKIES_IN_ANY_ORDER, "bad, good");
            if (goodFirst instanceof Authenticated first && badFirst instanceof Authenticated second) {
                AuthenticationResult alone = result(
                        mechanism, contract.goodRequest(mechanism), Rule.COOKIES_IN_ANY_ORDER, "the good value alone");
                boolean ofTheGood = alone instanceof Authenticated expected
                        && same(expected.caller(), first.caller())
                        && same(expected.caller(), second.caller());
                Rule.COOKIES_IN_ANY_ORDER.check(ofTheGood, "another caller than that of the good value");
            } else {
                requireRefused(goodFirst, Rule.COOKIES_IN_ANY_ORDER, "good, bad");
                requireRefused(badFirst, Rule.COOKIES_IN_ANY_ORDER, "bad, good");
            }
        }
    }

    private static void requireRefusedTwice(TestMechanism mechanism, TestRequest request, String what) {
        requireRefused(result(mechanism, request, Rule.REPEATED_IS_REFUSED, what), Rule.REPEATED_IS_REFUSED, what);
    }

    private static AuthenticationResult result(TestMechanism mechanism, TestRequest request, Rule rule) {
        return result(mechanism, request, rule, "a good credential");
    }

    private static AuthenticationResult result(TestMechanism mechanism, TestRequest request, Rule rule, String what) {
        AuthenticationResult result = mechanism.judge(request, what);
        if (result == null) {
            throw rule.broken(what + ": not claimed", null);
        }
        return result;
    }

    static void requireRefused(AuthenticationResult result, Rule rule, String what) {
        boolean refused =
                !(result instanceof Authenticated) && !(result instanceof NotMine) && !(result instanceof Unavailable);
        rule.check(refused, what + ": the answer is " + describe(result));
    }

    private static OwnValue own(CredentialSource source, TestRequest good) {
        OwnValue own = OwnValue.of(source, good);
        if (own == null) {
            throw Rule.SOURCE_IS_READ.broken(
                    "source() is " + source + ", and the good request has nothing there", null);
        }
        return own;
    }

    private static String ownHeader(TestRequest good) {
        return own(CredentialSource.authorization(), good).text();
    }

    private static int schemeEnd(String value) {
        int blank = value.indexOf(' ');
        return blank < 0 ? value.length() : blank;
    }

    /** Whether two callers agree in everything that an application may store or decide by. */
    static boolean same(Caller one, Caller other) {
        return one.equals(other)
                && one.getName().equals(other.getName())
                && one.kind() == other.kind()
                && one.permissions().equals(other.permissions())
                && one.groups().equals(other.groups())
                && one.tenants().equals(other.tenants());
    }

    /** Returns the kind of a result and the code of its reason, which is what an author looks for. */
    static String describe(@Nullable AuthenticationResult result) {
        if (result == null) {
            return "not claimed";
        }
        String kind = result.getClass().getSimpleName();
        return SecrecyRules.reason(result)
                .map(reason -> kind + " with reason " + reason.code())
                .orElse(kind);
    }
}
