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
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the contract asks of every text that a mechanism leaves behind. */
final class SecrecyRules {

    /** Shorter values would be found by chance. */
    private static final int SHORTEST = 8;

    private final MechanismUnderTest contract;

    SecrecyRules(MechanismUnderTest contract) {
        this.contract = contract;
    }

    void check() {
        try (TestMechanism mechanism = TestMechanism.create(contract, contract.context())) {
            Map<String, TestRequest> requests = new LinkedHashMap<>();
            requests.put("a good credential", contract.goodRequest(mechanism));
            requests.putAll(contract.badRequests());
            requests.putAll(contract.foreignRequests());
            Set<String> secrets = new LinkedHashSet<>(contract.secrets());
            requests.values().forEach(request -> secrets.addAll(presented(mechanism.source(), request)));
            requests.forEach((what, request) -> check(mechanism, request, what, secrets));
        }
    }

    private static void check(TestMechanism mechanism, TestRequest request, String what, Set<String> secrets) {
        Map<String, String> texts = new LinkedHashMap<>();
        try (CapturedOutput output = new CapturedOutput()) {
            TestMechanism.Claim<?> claim = mechanism.claim(request, what);
            if (claim != null) {
                texts.put("the credential's toString", String.valueOf(claim.credential()));
                collect(mechanism, claim.authenticate(what), texts);
            }
            texts.put("standard output or a log", output.text());
        }
        texts.forEach((where, text) -> secrets.forEach(
                secret -> Rule.SECRET_SHOWN.check(!text.contains(secret), what + ": shown by " + where)));
    }

    private static void collect(TestMechanism mechanism, AuthenticationResult result, Map<String, String> texts) {
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
            RefusalContext refusal = new RefusalContext(
                    RefusalContext.Cause.CREDENTIAL_REFUSED, reason, null, Set.of(), null, null, "test");
            texts.put("a challenge", headerValues(ChallengeRules.challenges(mechanism, refusal)));
        });
        texts.put("the result's toString", String.valueOf(result));
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
            if (secret.length() >= SHORTEST) {
                secrets.add(secret);
            }
        }
        return secrets;
    }
}
