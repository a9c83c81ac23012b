package dev.gatehouse.servlet;

import dev.gatehouse.servlet.gate.ClientConnection;
import dev.gatehouse.servlet.gate.Cors;
import dev.gatehouse.servlet.gate.GateResult;
import dev.gatehouse.servlet.gate.RequestGate;
import dev.gatehouse.servlet.mechanism.ActivePlace;
import dev.gatehouse.servlet.mechanism.BrokenMechanismException;
import dev.gatehouse.spi.CredentialSource;
import dev.gatehouse.spi.Reason;
import dev.gatehouse.support.Printable;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Says how a request passes the steps of the host, in their order, up to the point where an authenticator would be
 * asked. No value of a header is shown. Thread-safe.
 *
 * @param meanings returns the meaning of a reason code; an empty string if it is not known
 */
record RequestExplanation(
        RequestGate gate,
        Cors cors,
        ResourceMetadata metadata,
        EndpointDispatcher endpoints,
        AccessPolicy policy,
        AuthenticationChain chain,
        UnaryOperator<String> meanings) {

    private static final int LONGEST_PATH = 500;

    List<String> of(HttpServletRequest request) {
        List<String> lines = new ArrayList<>();
        GateResult passed = gate.check(request);
        if (passed.refusal() != null) {
            lines.add("gate: " + refused(passed.status(), passed.refusal()));
            return lines;
        }
        String path = passed.path();
        lines.add("gate: passed; the path is " + Printable.escaped(path, LONGEST_PATH));
        Map<String, EndpointTable.Entry> methods = endpoints.table().at(path);
        if (cors.answers(request)) {
            lines.add("CORS: a preflight of an origin in auth.cors.origins; the host answers 204");
        } else if (metadata.isAt(path)) {
            lines.add("metadata: the host answers with the protected resource metadata (RFC 9728)");
        } else if (methods != null) {
            endpoint(request, passed.connection(), methods, lines);
        } else {
            rule(request, passed.connection(), path, lines);
        }
        return lines;
    }

    private void endpoint(
            HttpServletRequest request,
            ClientConnection.Known connection,
            Map<String, EndpointTable.Entry> methods,
            List<String> lines) {
        EndpointTable.Entry entry = methods.get(request.getMethod());
        if (entry == null) {
            lines.add(
                    "endpoint: refused with 405; the endpoint at this path has " + String.join(", ", methods.keySet()));
            return;
        }
        lines.add("endpoint: of the mechanism " + entry.mechanism().name() + ", which answers; access rules do not"
                + " apply");
        guard(request, connection, !entry.endpoint().forServers(), lines);
    }

    private void rule(HttpServletRequest request, ClientConnection.Known connection, String path, List<String> lines) {
        AccessRule rule = policy.ruleFor(request.getMethod(), path);
        lines.add("rule: " + Printable.escaped(rule.name(), LONGEST_PATH) + ", " + described(rule));
        if (rule.mode() == AccessRule.Mode.OPEN) {
            lines.add("decision: admitted; no credential is looked at");
            return;
        }
        AuthenticationChain.Found found;
        try {
            found = chain.find(request, path, connection, rule);
        } catch (BrokenMechanismException broken) {
            lines.add("mechanism: the extractor of a mechanism failed; the log says which, and the answer is 500");
            return;
        }
        for (ActivePlace<?> place : chain.places()) {
            lines.add("mechanism " + place.mechanism().name() + ": " + said(place, rule, found));
        }
        if (found.early() instanceof ChainResult.Refused none) {
            lines.add("decision: "
                    + refused(none.refusal().status(), none.refusal().reason()));
        } else if (found.deciding() == null) {
            lines.add("decision: admitted without a caller, because the rule is optional");
        } else {
            deciding(request, connection, found, found.deciding(), lines);
        }
    }

    private void deciding(
            HttpServletRequest request,
            ClientConnection.Known connection,
            AuthenticationChain.Found found,
            CredentialSource source,
            List<String> lines) {
        List<String> names = new ArrayList<>();
        for (ActivePlace<?> place : found.claimed()) {
            if (place.source().equals(source)) {
                names.add(place.mechanism().name());
            }
        }
        lines.add("decision: " + source + " decides alone; asked in this order: " + String.join(", ", names));
        if (!source.explicit()) {
            guard(request, connection, source.kind() == CredentialSource.Kind.COOKIE, lines);
        }
        lines.add("not known here: whether the credential is valid, and what its caller may do. The audit log has the"
                + " reason of each refusal");
    }

    private static String said(ActivePlace<?> place, AccessRule rule, AuthenticationChain.Found found) {
        if (!AuthenticationChain.counts(rule, place.mechanism())) {
            return "does not count for this rule";
        }
        return found.claimed().contains(place)
                ? "claims a credential in " + place.source()
                : "finds no credential of its kind in " + place.source();
    }

    private void guard(
            HttpServletRequest request, ClientConnection.Known connection, boolean cookie, List<String> lines) {
        Reason crossSite = endpoints.guard().check(request, connection, cookie);
        lines.add("cross-site guard: " + (crossSite == null ? "passed" : refused(403, crossSite)));
    }

    private static String described(AccessRule rule) {
        StringBuilder text =
                new StringBuilder("mode ").append(rule.mode().name().toLowerCase(Locale.ROOT));
        if (!rule.permissions().isEmpty()) {
            text.append("; the caller needs one of the permissions ")
                    .append(String.join(
                            ", ", rule.permissions().stream().sorted().toList()));
        }
        if (!rule.mechanisms().isEmpty()) {
            text.append("; only these mechanisms count: ")
                    .append(String.join(
                            ", ", rule.mechanisms().stream().sorted().toList()));
        }
        rule.acr()
                .ifPresent(acr -> text.append("; the caller needs the authentication context ")
                        .append(acr));
        rule.maxAge()
                .ifPresent(age -> text.append("; the caller must have authenticated within the last ")
                        .append(age.toSeconds())
                        .append(" s"));
        return text.toString();
    }

    private String refused(int status, @Nullable Reason reason) {
        if (reason == null) {
            return "refused with " + status;
        }
        String meaning = meanings.apply(reason.code());
        return "refused with " + status + ", reason " + reason.code() + (meaning.isEmpty() ? "" : ": " + meaning);
    }
}
