package dev.gatehouse.servlet;

import dev.gatehouse.spi.Reason;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** The way of a request through one configuration. Thread-safe. */
final class Host {

    private static final Reason INSECURE = Reason.of("transport.insecure");
    private static final Reason NOBODY = Reason.of("access.nobody");

    private final PublicAddress address;
    private final TransportPolicy transport;
    private final Cors cors;
    private final ResourceMetadata metadata;
    private final EndpointFlow endpoints;
    private final AccessPolicy policy;
    private final AuthenticationChain chain;
    private final CrossSiteGuard guard;
    private final ResponseHeaders headers;
    private final Refusals refusals;
    private final Decisions decisions;
    private final Clock clock;

    Host(
            PublicAddress address,
            TransportPolicy transport,
            Cors cors,
            ResourceMetadata metadata,
            EndpointFlow endpoints,
            AccessPolicy policy,
            AuthenticationChain chain,
            CrossSiteGuard guard,
            ResponseHeaders headers,
            Refusals refusals,
            Decisions decisions,
            Clock clock) {
        this.address = address;
        this.transport = transport;
        this.cors = cors;
        this.metadata = metadata;
        this.endpoints = endpoints;
        this.policy = policy;
        this.chain = chain;
        this.guard = guard;
        this.headers = headers;
        this.refusals = refusals;
        this.decisions = decisions;
        this.clock = clock;
    }

    Decisions decisions() {
        return decisions;
    }

    /** Judges a request that has just come in; returns what was decided, or {@code null} when it was answered. */
    @Nullable
    Admission receive(HttpServletRequest request, HttpServletResponse response) throws IOException {
        ClientConnection read = address.connection(request);
        ClientConnection.Known connection = read instanceof ClientConnection.Known known
                ? known
                : new ClientConnection.Known(request.getRemoteAddr(), request.isSecure(), null);
        JudgedPath judged = RequestGate.judge(request);
        boolean marked = cors.mark(request, response);
        Refusal unfit = unfit(judged, read, connection);
        if (unfit != null) {
            Admission unjudged =
                    new Admission(this, connection, judged.path(), AccessRule.DEFAULT, Verdict.ANONYMOUS, false);
            return refuse(request, response, unjudged, unfit);
        }
        if (cors.answer(request, response, marked)) {
            headers.own(response, address.isSecure(connection));
            return null;
        }
        if (metadata.isAt(judged.path())) {
            Admission open =
                    new Admission(this, connection, judged.path(), AccessRule.ENDPOINT, Verdict.ANONYMOUS, false);
            Refusal refusal = metadata.answer(request, response, headers, address.isSecure(connection));
            return refusal == null ? null : refuse(request, response, open, refusal);
        }
        if (endpoints.answer(request, response, connection, judged.path(), this)) {
            return null;
        }
        AccessRule rule = policy.ruleFor(request.getMethod(), judged.path());
        return decide(request, response, connection, judged.path(), rule);
    }

    private @Nullable Refusal unfit(JudgedPath judged, ClientConnection read, ClientConnection.Known connection) {
        if (judged.refusal() != null) {
            return Refusal.of(400, judged.refusal());
        }
        if (read instanceof ClientConnection.Unreadable unreadable) {
            return Refusal.of(400, unreadable.reason());
        }
        return transport.permits(connection) ? null : Refusal.of(403, INSECURE);
    }

    private @Nullable Admission decide(
            HttpServletRequest request,
            HttpServletResponse response,
            ClientConnection.Known connection,
            String path,
            AccessRule rule)
            throws IOException {
        if (rule.mode() == AccessRule.Mode.OPEN) {
            return new Admission(this, connection, path, rule, Verdict.ANONYMOUS, false);
        }
        Verdict verdict = chain.decide(request, path, connection, rule);
        if (verdict instanceof Verdict.Refused refused) {
            Admission undecided = new Admission(this, connection, path, rule, Verdict.ANONYMOUS, false);
            return refuse(request, response, undecided, refused.refusal());
        }
        Verdict.Admitted admitted = (Verdict.Admitted) verdict;
        Admission admission = new Admission(this, connection, path, rule, admitted, true);
        Refusal unmet = unmet(request, admission);
        if (unmet != null) {
            return refuse(request, response, admission, unmet);
        }
        welcome(request, response, admission);
        return admission;
    }

    private @Nullable Refusal unmet(HttpServletRequest request, Admission admission) {
        Verdict.Admitted verdict = admission.verdict();
        if (verdict.isAmbient()) {
            Reason crossSite = guard.judge(request, admission.connection());
            if (crossSite != null) {
                return Refusal.of(403, crossSite).by(verdict.mechanism(), verdict.source(), verdict.scheme());
            }
        }
        return Demands.unmet(admission.rule(), verdict, clock);
    }

    /**
     * Judges a dispatch that the application made: a forward, an include or an asynchronous one. The caller stays; the target's rule is applied to it. Below an open rule nobody was
     * looked for, so that is done now if the target asks for it.
     *
     * @throws AccessRefusedException if the target's rule refuses it
     */
    Admission redispatch(HttpServletRequest request, HttpServletResponse response, Admission before) {
        String path = RequestGate.dispatchedPath(request);
        AccessRule rule = policy.ruleFor(request.getMethod(), path);
        if (rule.mode() == AccessRule.Mode.OPEN) {
            return before;
        }
        Verdict verdict = before.decided()
                ? counting(before.verdict(), rule)
                : chain.decide(request, path, before.connection(), rule);
        Admission undecided = new Admission(this, before.connection(), path, rule, Verdict.ANONYMOUS, false);
        if (verdict instanceof Verdict.Refused refused) {
            throw refused(request, undecided, refused.refusal());
        }
        Verdict.Admitted admitted = (Verdict.Admitted) verdict;
        Admission admission = new Admission(this, before.connection(), path, rule, admitted, true);
        if (rule.mode() == AccessRule.Mode.AUTHENTICATED && admitted.caller() == null) {
            throw refused(request, undecided, Refusal.nothingPresented(NOBODY));
        }
        Refusal unmet = unmet(request, admission);
        if (unmet != null) {
            throw refused(request, admission, unmet);
        }
        if (!before.decided()) {
            welcome(request, response, admission);
        }
        return admission;
    }

    /** Returns the caller, or nobody where the rule does not count the mechanism that authenticated it. */
    private static Verdict counting(Verdict.Admitted verdict, AccessRule rule) {
        boolean counts = rule.mechanisms().isEmpty() || rule.mechanisms().contains(verdict.mechanism());
        return counts ? verdict : Verdict.ANONYMOUS;
    }

    private void welcome(HttpServletRequest request, HttpServletResponse response, Admission admission) {
        boolean secure = address.isSecure(admission.connection());
        headers.admitted(response, secure);
        headers.additions(request, response, admission.verdict().additions(), secure);
    }

    private AccessRefusedException refused(HttpServletRequest request, Admission admission, Refusal refusal) {
        return new AccessRefusedException(refusal, decisions.refused(request.getMethod(), admission, refusal));
    }

    /** Hands an admitted request on, and answers when the application refuses it later. */
    void proceed(HttpServletRequest request, HttpServletResponse response, FilterChain next, Admission admission)
            throws IOException, ServletException {
        try {
            next.doFilter(new AuthenticatedRequest(request), response);
        } catch (ServletException | RuntimeException failure) {
            AccessRefusedException refused = AccessRefusedException.in(failure);
            if (refused == null) {
                throw failure;
            }
            refuseLate(request, response, admission, refused);
        }
    }

    /** The listeners know already; only the client is still to be told. */
    void refuseLate(
            HttpServletRequest request,
            HttpServletResponse response,
            Admission admission,
            AccessRefusedException refused)
            throws IOException, ServletException {
        if (response.isCommitted()) {
            throw new ServletException("access was refused after the response had been committed", refused);
        }
        reset(request, response);
        refusals.write(request, response, admission, refused.refusal(), refused.id());
        if (request.isAsyncStarted()) {
            // Nobody else will end it, and until then the client would wait.
            request.getAsyncContext().complete();
        }
    }

    /** Takes back what the application wrote, but not what scripts of another origin need to read the refusal. */
    private void reset(HttpServletRequest request, HttpServletResponse response) {
        response.reset();
        cors.mark(request, response);
    }

    void refuseWithoutCaller(HttpServletRequest request, HttpServletResponse response, Admission admission)
            throws IOException {
        reset(request, response);
        refuse(request, response, admission, Refusal.nothingPresented(NOBODY));
    }

    private @Nullable Admission refuse(
            HttpServletRequest request, HttpServletResponse response, Admission admission, Refusal refusal)
            throws IOException {
        refusals.refuse(request, response, admission, refusal);
        return null;
    }
}
