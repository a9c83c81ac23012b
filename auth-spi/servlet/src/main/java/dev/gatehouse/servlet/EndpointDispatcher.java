package dev.gatehouse.servlet;

import dev.gatehouse.servlet.gate.ClientConnection;
import dev.gatehouse.servlet.gate.CrossSiteGuard;
import dev.gatehouse.servlet.gate.EndpointBody;
import dev.gatehouse.servlet.gate.MalformedBodyException;
import dev.gatehouse.servlet.gate.PublicAddress;
import dev.gatehouse.servlet.gate.RequestsInProgress;
import dev.gatehouse.servlet.gate.ServletEndpointRequest;
import dev.gatehouse.servlet.gate.ServletRequestView;
import dev.gatehouse.servlet.mechanism.ActiveMechanism;
import dev.gatehouse.servlet.mechanism.BrokenMechanismException;
import dev.gatehouse.servlet.response.ResponseHeaders;
import dev.gatehouse.spi.Reason;
import dev.gatehouse.spi.Reply;
import dev.gatehouse.spi.RequestView;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/**
 * Passes requests to the endpoints of mechanisms. Credentials are ignored. The mechanism receives and returns data, and
 * the host writes the response. Thread-safe.
 */
final class EndpointDispatcher {

    private static final Reason METHOD = Reason.of("endpoint.method");
    private static final String REFUSAL_ID = "Refusal-Id";
    private static final Reason SATURATED = Reason.of("mechanism.saturated");

    private final EndpointTable table;
    private final CrossSiteGuard guard;
    private final PublicAddress address;
    private final Set<String> hiddenHeaders;
    private final ResponseHeaders headers;
    private final RefusalWriter refusals;
    private final Decisions decisions;
    private final BodyReader bodies;
    private final RequestsInProgress inProgress;

    EndpointDispatcher(
            EndpointTable table,
            CrossSiteGuard guard,
            PublicAddress address,
            Set<String> hiddenHeaders,
            ResponseHeaders headers,
            RefusalWriter refusals,
            Decisions decisions,
            BodyReader bodies,
            RequestsInProgress inProgress) {
        this.table = table;
        this.guard = guard;
        this.address = address;
        this.hiddenHeaders = hiddenHeaders;
        this.headers = headers;
        this.refusals = refusals;
        this.decisions = decisions;
        this.bodies = bodies;
        this.inProgress = inProgress;
    }

    /**
     * Answers the request if its path belongs to an endpoint, and returns whether it does. A request whose body has not
     * arrived is answered later.
     */
    boolean answer(
            HttpServletRequest request, HttpServletResponse response, ClientConnection.Known connection, String path)
            throws IOException {
        Map<String, EndpointTable.Entry> methods = table.at(path);
        if (methods == null) {
            return false;
        }
        AccessDecision decision = AccessDecision.undecided(connection, path, AccessRule.ENDPOINT);
        EndpointTable.Entry entry = methods.get(request.getMethod());
        if (entry == null) {
            response.setHeader("Allow", String.join(", ", methods.keySet()));
            refusals.refuse(request, response, decision, Refusal.of(405, METHOD));
            return true;
        }
        Call call = new Call(request, response, decision, entry);
        Reason crossSite = guard.check(request, connection, !entry.endpoint().forServers());
        if (crossSite != null) {
            refuse(call, Refusal.of(403, crossSite));
        } else if (!answeredBeforeBody(call)) {
            inProgress.enter();
            bodies.read(request, response, connection.network(), body -> {
                try {
                    answer(call, body);
                } finally {
                    inProgress.exit();
                }
            });
        }
        return true;
    }

    EndpointTable table() {
        return table;
    }

    CrossSiteGuard guard() {
        return guard;
    }

    /** A request to an endpoint. */
    private record Call(
            HttpServletRequest request,
            HttpServletResponse response,
            AccessDecision decision,
            EndpointTable.Entry entry) {}

    private boolean answeredBeforeBody(Call call) throws IOException {
        RequestView view = new ServletRequestView(
                call.request(),
                call.decision().path(),
                call.decision().connection(),
                address,
                call.entry().mechanism().source(),
                hiddenHeaders);
        try {
            ActiveMechanism.Early early =
                    call.entry().mechanism().beforeBody(call.entry().endpoint(), view);
            if (early == null) {
                refuse(call, Refusal.of(503, SATURATED).retryAfter(Duration.ofSeconds(1)));
                return true;
            }
            if (early.reply() != null) {
                UnreadBody.closeIfOutstanding(call.request(), call.response());
                reply(call, early.reply());
            }
            return early.reply() != null;
        } catch (BrokenMechanismException broken) {
            refuse(call, Refusal.broken(broken));
            return true;
        }
    }

    /** Ends the wait for bodies. */
    void close() {
        bodies.close();
    }

    private void answer(Call call, BodyReader.Result body) throws IOException {
        if (body instanceof BodyReader.Result.Refused refused) {
            Refusal refusal = Refusal.of(refused.status(), refused.reason());
            refuse(call, refused.status() == 503 ? refusal.retryAfter(Duration.ofSeconds(1)) : refusal);
            return;
        }
        try {
            EndpointBody parsed = EndpointBody.parse(call.request(), ((BodyReader.Result.Complete) body).bytes());
            Reply reply = call.entry().mechanism().handle(call.entry().endpoint(), view(call, parsed));
            if (reply == null) {
                refuse(call, Refusal.of(503, SATURATED).retryAfter(Duration.ofSeconds(1)));
            } else {
                reply(call, reply);
            }
        } catch (MalformedBodyException malformed) {
            refuse(call, Refusal.of(malformed.status(), malformed.reason()));
        } catch (BrokenMechanismException broken) {
            refuse(call, Refusal.broken(broken));
        }
    }

    private ServletEndpointRequest view(Call call, EndpointBody body) {
        return new ServletEndpointRequest(
                call.request(),
                call.decision().path(),
                call.decision().connection(),
                address,
                call.entry().mechanism().source(),
                hiddenHeaders,
                call.entry().mechanism().cookiePrefixes(),
                body);
    }

    private void refuse(Call call, Refusal refusal) throws IOException {
        Refusal named = refusal.by(call.entry().mechanism().name(), null, "");
        refusals.refuse(call.request(), call.response(), call.decision(), named);
    }

    private void reply(Call call, Reply reply) throws IOException {
        ActiveMechanism<?> mechanism = call.entry().mechanism();
        String refusal = decisions.replied(call.request(), call.decision(), mechanism.name(), reply);
        if (refusal != null) {
            // The body belongs to the mechanism, and clients expect it as it is.
            call.response().setHeader(REFUSAL_ID, refusal);
        }
        write(call.request(), call.response(), call.decision(), mechanism, reply);
    }

    private void write(
            HttpServletRequest request,
            HttpServletResponse response,
            AccessDecision decision,
            ActiveMechanism<?> mechanism,
            Reply reply)
            throws IOException {
        headers.own(response, decision.connection());
        headers.additions(request, response, reply.additions(), decision.connection());
        if (reply.status() == 401) {
            refusals.challenge(request, response, mechanism);
        }
        reply.retryAfter().ifPresent(time -> response.setHeader("Retry-After", RefusalWriter.seconds(time)));
        reply.location()
                .ifPresent(location -> response.setHeader(
                        "Location", (location.isAbsolute() ? "" : request.getContextPath()) + location));
        response.setStatus(reply.status());
        if (reply.contentType().isPresent()) {
            String type = reply.contentType().get();
            if (type.equals("text/html")) {
                headers.ownPage(response);
            }
            byte[] bytes = reply.body().getBytes(StandardCharsets.UTF_8);
            response.setContentType(type);
            response.setCharacterEncoding("UTF-8");
            response.setContentLength(bytes.length);
            response.getOutputStream().write(bytes);
        }
    }
}
