package dev.gatehouse.servlet;

import dev.gatehouse.servlet.gate.BodyReader;
import dev.gatehouse.servlet.gate.ClientConnection;
import dev.gatehouse.servlet.gate.CrossSiteGuard;
import dev.gatehouse.servlet.gate.EndpointBody;
import dev.gatehouse.servlet.gate.MalformedBodyException;
import dev.gatehouse.servlet.gate.PublicAddress;
import dev.gatehouse.servlet.gate.ServletEndpointRequest;
import dev.gatehouse.spi.Reason;
import dev.gatehouse.spi.Reply;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Passes requests to the endpoints of mechanisms. Credentials are ignored. The mechanism receives and returns data, and
 * the host writes the response. Thread-safe.
 */
final class EndpointDispatcher {

    private static final Reason METHOD = Reason.of("endpoint.method");
    private static final Reason SATURATED = Reason.of("mechanism.saturated");

    private final EndpointTable table;
    private final CrossSiteGuard guard;
    private final PublicAddress address;
    private final Set<String> hiddenHeaders;
    private final ResponseHeaders headers;
    private final RefusalWriter refusals;
    private final Decisions decisions;
    private final BodyReader bodies = new BodyReader(System::nanoTime);

    EndpointDispatcher(
            EndpointTable table,
            CrossSiteGuard guard,
            PublicAddress address,
            Set<String> hiddenHeaders,
            ResponseHeaders headers,
            RefusalWriter refusals,
            Decisions decisions) {
        this.table = table;
        this.guard = guard;
        this.address = address;
        this.hiddenHeaders = hiddenHeaders;
        this.headers = headers;
        this.refusals = refusals;
        this.decisions = decisions;
    }

    /** Answers the request if its path belongs to an endpoint, and returns whether it does. */
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
        Refusal refusal = ask(request, response, decision, entry);
        if (refusal != null) {
            refusals.refuse(
                    request, response, decision, refusal.by(entry.mechanism().name(), null, ""));
        }
        return true;
    }

    private @Nullable Refusal ask(
            HttpServletRequest request,
            HttpServletResponse response,
            AccessDecision decision,
            EndpointTable.Entry entry)
            throws IOException {
        Reason crossSite = guard.check(request, decision.connection());
        if (crossSite != null) {
            return Refusal.of(403, crossSite);
        }
        try {
            Reply reply = entry.mechanism().handle(entry.endpoint(), view(request, decision, entry));
            if (reply == null) {
                return Refusal.of(503, SATURATED).retryAfter(Duration.ofSeconds(1));
            }
            decisions.replied(request.getMethod(), decision, entry.mechanism().name(), reply);
            write(request, response, decision, entry.mechanism(), reply);
            return null;
        } catch (MalformedBodyException malformed) {
            Refusal refusal = Refusal.of(malformed.status(), malformed.reason());
            return malformed.status() == 503 ? refusal.retryAfter(Duration.ofSeconds(1)) : refusal;
        } catch (BrokenMechanismException broken) {
            return Refusal.broken(broken);
        }
    }

    private ServletEndpointRequest view(HttpServletRequest request, AccessDecision decision, EndpointTable.Entry entry)
            throws MalformedBodyException {
        EndpointBody body = EndpointBody.read(request, bodies);
        return new ServletEndpointRequest(
                request,
                decision.path(),
                decision.connection(),
                address,
                entry.mechanism().source(),
                hiddenHeaders,
                body);
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
