package dev.gatehouse.testkit;

import dev.gatehouse.spi.AuthenticationResult;
import dev.gatehouse.spi.AuthenticationResult.Ambiguous;
import dev.gatehouse.spi.AuthenticationResult.Authenticated;
import dev.gatehouse.spi.AuthenticationResult.Continue;
import dev.gatehouse.spi.AuthenticationResult.Rejected;
import dev.gatehouse.spi.AuthenticationResult.Throttled;
import dev.gatehouse.spi.AuthenticationResult.Unavailable;
import dev.gatehouse.spi.Caller;
import dev.gatehouse.spi.Challenge;
import dev.gatehouse.spi.CredentialSource;
import dev.gatehouse.spi.Reason;
import dev.gatehouse.spi.RefusalContext;
import dev.gatehouse.spi.RefusalContext.Cause;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the contract asks of every text that a mechanism leaves behind. */
final class SecrecyRules {

    private static final String OUTPUT = "standard output or a log";

    private final MechanismUnderTest contract;

    SecrecyRules(MechanismUnderTest contract) {
        this.contract = contract;
    }

    void check() {
        TestContext context = contract.context();
        ShownTexts texts = new ShownTexts();
        context.secrets().forEach((key, value) -> texts.addSecret(value, "the value of " + key));
        TestMechanism mechanism = create(context, texts);
        try {
            use(mechanism, texts);
        } finally {
            close(mechanism, texts);
        }
        texts.requireNoSecret();
    }

    private TestMechanism create(TestContext context, ShownTexts texts) {
        try (CapturedOutput output = new CapturedOutput()) {
            TestMechanism mechanism =
                    TestMechanism.create(contract, context, () -> texts.add("create()", OUTPUT, output.taken()));
            texts.add("start()", OUTPUT, output.taken());
            return mechanism;
        }
    }

    private static void close(TestMechanism mechanism, ShownTexts texts) {
        try (CapturedOutput output = new CapturedOutput()) {
            mechanism.close();
            texts.add("close()", OUTPUT, output.taken());
        }
    }

    private void use(TestMechanism mechanism, ShownTexts texts) {
        Map<String, TestRequest> requests = new LinkedHashMap<>();
        requests.put("a good credential", contract.goodRequest(mechanism));
        requests.putAll(contract.badRequests());
        requests.putAll(contract.foreignRequests());
        requests.values()
                .forEach(request -> presented(mechanism.source(), request)
                        .forEach(secret -> texts.addSecret(secret, "the credential")));
        contract.secrets().forEach(secret -> texts.addAnySecret(secret, "a value of secrets()"));
        requests.forEach((what, request) -> judge(mechanism, request, what, texts));
        String idle = "a mechanism in use";
        texts.add(idle, "its toString", String.valueOf(mechanism.mechanism()));
        mechanism.shared().forEach(part -> texts.add(idle, "the toString of a part", String.valueOf(part)));
        texts.add(idle, "its health", mechanism.health().detail());
        Reason missing = Reason.of("credential.missing");
        texts.add("no credential", "a challenge", challenges(mechanism, Cause.NOTHING_PRESENTED, missing));
    }

    private static void judge(TestMechanism mechanism, TestRequest request, String what, ShownTexts texts) {
        try (CapturedOutput output = new CapturedOutput()) {
            TestMechanism.Claim<?> claim = mechanism.claim(request, what);
            if (claim != null) {
                texts.add(what, "the credential's toString", String.valueOf(claim.credential()));
                AuthenticationResult result = claim.authenticate(what);
                collect(mechanism, result).forEach((where, text) -> texts.add(what, where, text));
            }
            texts.add(what, OUTPUT, output.taken());
        }
    }

    private static Map<String, String> collect(TestMechanism mechanism, AuthenticationResult result) {
        Map<String, String> texts = new LinkedHashMap<>();
        if (result instanceof Authenticated good) {
            Caller caller = good.caller();
            texts.put(
                    "the caller",
                    String.join("\n", caller.issuer(), caller.subject(), caller.getName(), caller.displayName())
                            + caller.permissions()
                            + caller.groups()
                            + caller.tenants()
                            + caller.claims());
            texts.put("an added header", good.additions().headers().toString());
        } else if (result instanceof Continue leg) {
            texts.put("a challenge", headerValues(leg.challenges()));
        }
        reason(result).ifPresent(reason -> {
            texts.put("the reason", reason.code() + " " + reason.detail());
            texts.put("a challenge", challenges(mechanism, Cause.CREDENTIAL_REFUSED, reason));
        });
        texts.put("the result's toString", String.valueOf(result));
        return texts;
    }

    private static String challenges(TestMechanism mechanism, Cause cause, Reason reason) {
        RefusalContext refusal = new RefusalContext(cause, reason, null, Set.of(), null, null, "test");
        return headerValues(ChallengeRules.challenges(mechanism, refusal));
    }

    static Optional<Reason> reason(AuthenticationResult result) {
        if (result instanceof Rejected rejected) {
            return Optional.of(rejected.reason());
        }
        if (result instanceof Ambiguous ambiguous) {
            return Optional.of(ambiguous.reason());
        }
        if (result instanceof Throttled throttled) {
            return Optional.of(throttled.reason());
        }
        return result instanceof Unavailable unavailable ? Optional.of(unavailable.reason()) : Optional.empty();
    }

    private static String headerValues(List<Challenge> challenges) {
        StringBuilder text = new StringBuilder();
        for (Challenge challenge : challenges) {
            text.append(challenge.headerValue()).append('\n');
        }
        return text.toString();
    }

    private static Set<String> presented(CredentialSource source, TestRequest request) {
        List<String> values = switch (source.kind()) {
            case AUTHORIZATION, HEADER, PROXY_HEADER, WEBSOCKET_PROTOCOL ->
                source.names().stream()
                        .flatMap(name -> request.headers(name).stream())
                        .toList();
            case COOKIE -> request.cookies(source.name());
            case CLIENT_CERTIFICATE -> List.of();
        };
        Set<String> secrets = new LinkedHashSet<>();
        for (String value : values) {
            String secret = source.kind() == CredentialSource.Kind.AUTHORIZATION
                    ? value.substring(value.indexOf(' ') + 1).trim()
                    : value.trim();
            secrets.add(secret);
        }
        return secrets;
    }
}
