package dev.gatehouse.servlet;

import dev.gatehouse.servlet.gate.Cors;
import dev.gatehouse.servlet.mechanism.ActiveMechanism;
import dev.gatehouse.servlet.response.DialogChallenges;
import dev.gatehouse.servlet.response.ProblemDetails;
import dev.gatehouse.servlet.response.ResponseHeaders;
import dev.gatehouse.spi.Reason;
import dev.gatehouse.spi.RefusalContext.Cause;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reports refusals to the listeners and writes them to clients. Thread-safe. */
final class RefusalWriter {

    private static final Reason NO_CALLER = Reason.of("access.nobody");

    private final Challenges challenges;
    private final ResponseHeaders headers;
    private final Cors cors;
    private final @Nullable String loginPage;
    private final Decisions decisions;

    RefusalWriter(
            Challenges challenges,
            ResponseHeaders headers,
            Cors cors,
            Optional<String> loginPage,
            Decisions decisions) {
        this.challenges = challenges;
        this.headers = headers;
        this.cors = cors;
        this.loginPage = loginPage.orElse(null);
        this.decisions = decisions;
    }

    /** Reports a refusal to the listeners and returns its id in the logs. */
    String report(HttpServletRequest request, AccessDecision decision, Refusal refusal) {
        return decisions.refused(request, decision, refusal);
    }

    /** Reports and writes a refusal; the response must not be committed. */
    void refuse(HttpServletRequest request, HttpServletResponse response, AccessDecision decision, Refusal refusal)
            throws IOException {
        write(request, response, decision, refusal, report(request, decision, refusal));
    }

    /** Refuses a request for which the application requires a caller. */
    void refuseWithoutCaller(HttpServletRequest request, HttpServletResponse response, AccessDecision decision)
            throws IOException {
        reset(request, response);
        refuse(request, response, decision, Refusal.nothingPresented(NO_CALLER));
    }

    /** Writes a refusal that the application threw. It has been reported already. */
    void refuseLate(
            HttpServletRequest request,
            HttpServletResponse response,
            AccessDecision decision,
            AccessRefusedException refused)
            throws IOException, ServletException {
        if (response.isCommitted()) {
            throw new ServletException("access was refused after the response had been committed", refused);
        }
        answer(request, response, decision, refused);
        if (request.isAsyncStarted()) {
            // Nothing else would complete it, and the client would wait until then.
            request.getAsyncContext().complete();
        }
    }

    /** Writes a refusal that the application threw, and leaves it to the caller to complete an asynchronous request. */
    void answer(
            HttpServletRequest request,
            HttpServletResponse response,
            AccessDecision decision,
            AccessRefusedException refused)
            throws IOException {
        reset(request, response);
        write(request, response, decision, refused.refusal(), refused.id());
    }

    /** Discards what the application wrote, but keeps what scripts of another origin need to read the refusal. */
    private void reset(HttpServletRequest request, HttpServletResponse response) {
        response.reset();
        cors.mark(request, response);
    }

    /** Adds the challenges of the mechanism whose endpoint answered 401 (RFC 9110 section 15.5.2). */
    void challenge(HttpServletRequest request, HttpServletResponse response, ActiveMechanism<?> mechanism) {
        for (String challenge : DialogChallenges.without(request, challenges.invitation(mechanism))) {
            response.addHeader("WWW-Authenticate", challenge);
        }
    }

    private void write(
            HttpServletRequest request,
            HttpServletResponse response,
            AccessDecision decision,
            Refusal refusal,
            String instance)
            throws IOException {
        UnreadBody.closeIfOutstanding(request, response);
        headers.own(response, decision.connection());
        headers.additions(request, response, refusal.additions(), decision.connection());
        Duration retryAfter = refusal.retryAfter();
        if (retryAfter != null) {
            response.setHeader("Retry-After", seconds(retryAfter));
        }
        if (loginPage != null && wantsLoginPage(request, decision.rule(), refusal)) {
            response.setStatus(303);
            String target =
                    request.getRequestURI() + (request.getQueryString() == null ? "" : "?" + request.getQueryString());
            response.setHeader(
                    "Location",
                    request.getContextPath() + loginPage + "?return="
                            + URLEncoder.encode(target, StandardCharsets.UTF_8));
            return;
        }
        for (String challenge : DialogChallenges.without(request, challenges.of(refusal))) {
            response.addHeader("WWW-Authenticate", challenge);
        }
        response.setStatus(refusal.status());
        ProblemDetails.write(response, refusal.status(), instance);
    }

    static String seconds(Duration time) {
        return Long.toString(Math.max(1, time.plusMillis(999).toSeconds()));
    }

    /** Only a browser that navigates to a page is redirected. Scripts and tools get 401. */
    private static boolean wantsLoginPage(HttpServletRequest request, AccessRule rule, Refusal refusal) {
        boolean noCredential = refusal.status() == 401
                && (refusal.demand().cause() == Cause.NOTHING_PRESENTED
                        || refusal.demand().cause() == Cause.CREDENTIAL_REFUSED);
        if (!rule.isPage()
                || !noCredential
                || !refusal.decider().scheme().isEmpty()
                || !request.getMethod().equals("GET")) {
            return false;
        }
        String mode = request.getHeader("Sec-Fetch-Mode");
        if (mode != null) {
            return mode.equals("navigate");
        }
        String accept = request.getHeader("Accept");
        return accept != null && accept.contains("text/html");
    }
}
