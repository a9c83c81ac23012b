package dev.gatehouse.servlet;

import dev.gatehouse.servlet.gate.ClientConnection;
import dev.gatehouse.servlet.gate.Cors;
import dev.gatehouse.servlet.gate.GateResult;
import dev.gatehouse.servlet.gate.RequestGate;
import dev.gatehouse.servlet.response.ResponseHeaders;
import dev.gatehouse.spi.Reason;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The path of a request through one configuration. Thread-safe. */
final class Host {

    private static final Reason NO_CALLER = Reason.of("access.nobody");

    private final RequestGate gate;
    private final Cors cors;
    private final ResourceMetadata metadata;
    private final EndpointDispatcher endpoints;
    private final AccessPolicy policy;
    private final AuthenticationChain chain;
    private final CredentialBodies bodies;
    private final Requirements requirements;
    private final ResponseHeaders headers;
    private final RefusalWriter refusals;

    Host(
            RequestGate gate,
            Cors cors,
            ResourceMetadata metadata,
            EndpointDispatcher endpoints,
            AccessControl access,
            ResponseHeaders headers,
            RefusalWriter refusals) {
        this.gate = gate;
        this.cors = cors;
        this.metadata = metadata;
        this.endpoints = endpoints;
        this.policy = access.policy();
        this.chain = access.chain();
        this.bodies = access.bodies();
        this.requirements = access.requirements();
        this.headers = headers;
        this.refusals = refusals;
    }

    /** Decides about a request that has just come in; {@code null} when the host has answered it. */
    @Nullable
    Admission receive(HttpServletRequest request, HttpServletResponse response) throws IOException {
        GateResult passed = gate.check(request);
        ClientConnection.Known connection = passed.connection();
        String path = passed.path();
        boolean marked = cors.mark(request, response);
        if (passed.refusal() != null) {
            AccessDecision unchecked = AccessDecision.undecided(connection, path, AccessRule.DEFAULT);
            return refuse(request, response, unchecked, Refusal.of(passed.status(), passed.refusal()));
        }
        if (cors.answer(request, response, marked)) {
            headers.own(response, connection);
            return null;
        }
        if (metadata.isAt(path)) {
            AccessDecision open = AccessDecision.undecided(connection, path, AccessRule.ENDPOINT);
            Refusal refusal = metadata.answer(request, response, headers, connection);
            return refusal == null ? null : refuse(request, response, open, refusal);
        }
        if (endpoints.answer(request, response, connection, path)) {
            return null;
        }
        AccessRule rule = policy.ruleFor(request.getMethod(), path);
        return decide(request, response, connection, path, rule);
    }

    private @Nullable Admission decide(
            HttpServletRequest request,
            HttpServletResponse response,
            ClientConnection.Known connection,
            String path,
            AccessRule rule)
            throws IOException {
        if (rule.mode() == AccessRule.Mode.OPEN) {
            headers.open(response, connection);
            return admission(AccessDecision.undecided(connection, path, rule));
        }
        ChainResult result = chain.decide(request, path, connection, rule);
        if (result instanceof ChainResult.NeedsBody needs) {
            return bodies.read(
                    request,
                    response,
                    connection,
                    needs,
                    known -> conclude(request, response, connection, path, rule, known));
        }
        return conclude(request, response, connection, path, rule, result);
    }

    private @Nullable Admission conclude(
            HttpServletRequest request,
            HttpServletResponse response,
            ClientConnection.Known connection,
            String path,
            AccessRule rule,
            ChainResult result)
            throws IOException {
        if (result instanceof ChainResult.Refused refused) {
            return refuse(request, response, AccessDecision.undecided(connection, path, rule), refused.refusal());
        }
        AccessDecision decision = AccessDecision.decided(connection, path, rule, (ChainResult.Admitted) result);
        Refusal unmet = requirements.unmet(request, decision);
        if (unmet != null) {
            return refuse(request, response, decision, unmet);
        }
        writeHeaders(request, response, decision);
        return admission(decision);
    }

    /**
     * Decides about a dispatch that the application made: a forward, an include or an asynchronous one. The caller
     * stays, and the target's rule is applied to it. Under an open rule, credentials were ignored, so the chain runs
     * now if the target requires a caller.
     *
     * @param path the path of the target
     * @throws AccessRefusedException if the target's rule refuses the caller
     */
    Admission redispatch(HttpServletRequest request, HttpServletResponse response, Admission before, String path) {
        AccessDecision first = before.decision();
        AccessRule rule = policy.ruleFor(request.getMethod(), path);
        if (rule.mode() == AccessRule.Mode.OPEN) {
            return before;
        }
        ChainResult result = first.decided()
                ? counting(first.result(), rule)
                : chain.decide(request, path, first.connection(), rule);
        if (result instanceof ChainResult.NeedsBody needs) {
            // The application may have read the body by now.
            result = needs.refused(Refusal.of(500, CredentialBodies.UNAVAILABLE));
        }
        if (result instanceof ChainResult.Refused refused) {
            throw refused(request, AccessDecision.undecided(first.connection(), path, rule), refused.refusal());
        }
        AccessDecision decision = AccessDecision.decided(first.connection(), path, rule, (ChainResult.Admitted) result);
        if (rule.mode() == AccessRule.Mode.AUTHENTICATED && decision.caller() == null) {
            AccessDecision undecided = AccessDecision.undecided(first.connection(), path, rule);
            throw refused(request, undecided, Refusal.nothingPresented(NO_CALLER));
        }
        Refusal unmet = requirements.unmet(request, decision);
        if (unmet != null) {
            throw refused(request, decision, unmet);
        }
        if (!first.decided()) {
            writeHeaders(request, response, decision);
        }
        return admission(decision);
    }

    /**
     * Returns whether the rule of an error page admits the caller of the request. Errors never authenticate, so without
     * a decided caller the request is anonymous here.
     */
    boolean admitsErrorPage(HttpServletRequest request, @Nullable Admission before) {
        String path = RequestGate.dispatchedPath(request);
        AccessRule rule = policy.errorRuleFor(request.getMethod(), path);
        if (rule.mode() == AccessRule.Mode.OPEN) {
            return true;
        }
        ChainResult.Admitted result = before != null && before.decision().decided()
                ? counting(before.decision().result(), rule)
                : ChainResult.ANONYMOUS;
        if (before == null || result.caller() == null) {
            return rule.mode() == AccessRule.Mode.OPTIONAL;
        }
        AccessDecision decision = AccessDecision.decided(before.decision().connection(), path, rule, result);
        return requirements.unmet(request, decision) == null;
    }

    /**
     * Returns what each step says about a request, without authenticating anything.
     *
     * @param meanings returns the meaning of a reason code
     */
    List<String> explain(HttpServletRequest request, UnaryOperator<String> meanings) {
        return new RequestExplanation(gate, cors, metadata, endpoints, policy, chain, meanings).of(request);
    }

    /** Returns the caller; anonymous where the rule does not count the mechanism that authenticated the caller. */
    private static ChainResult.Admitted counting(ChainResult.Admitted result, AccessRule rule) {
        boolean counts = rule.mechanisms().isEmpty() || rule.mechanisms().contains(result.mechanism());
        return counts ? result : ChainResult.ANONYMOUS;
    }

    private Admission admission(AccessDecision decision) {
        return new Admission(decision, refusals, chain.readsWebSocketProtocols());
    }

    private void writeHeaders(HttpServletRequest request, HttpServletResponse response, AccessDecision decision) {
        headers.admitted(response, decision.connection());
        headers.additions(request, response, decision.result().additions(), decision.connection());
    }

    /** Ends the wait for bodies; requests that are in progress go on. */
    void close() {
        endpoints.close();
        bodies.close();
    }

    private AccessRefusedException refused(HttpServletRequest request, AccessDecision decision, Refusal refusal) {
        return new AccessRefusedException(refusal, refusals.report(request, decision, refusal));
    }

    private @Nullable Admission refuse(
            HttpServletRequest request, HttpServletResponse response, AccessDecision decision, Refusal refusal)
            throws IOException {
        refusals.refuse(request, response, decision, refusal);
        return null;
    }
}
