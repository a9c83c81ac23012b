package dev.gatehouse.servlet;

import dev.gatehouse.spi.RefusalContext.Cause;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells clients that and how they are refused. */
final class Refusals {

    private final Challenges challenges;
    private final ResponseHeaders headers;
    private final PublicAddress address;
    private final @Nullable String loginPage;
    private final Decisions decisions;

    Refusals(
            Challenges challenges,
            ResponseHeaders headers,
            PublicAddress address,
            Optional<String> loginPage,
            Decisions decisions) {
        this.challenges = challenges;
        this.headers = headers;
        this.address = address;
        this.loginPage = loginPage.orElse(null);
        this.decisions = decisions;
    }

    /** Tells the listeners and the client; the response must not be committed. */
    void refuse(HttpServletRequest request, HttpServletResponse response, Admission admission, Refusal refusal)
            throws IOException {
        String id = decisions.refused(request.getMethod(), admission, refusal);
        write(request, response, admission, refusal, id);
    }

    /** Adds the challenges of the mechanism whose endpoint answered 401 by itself (RFC 9110 section 15.5.2). */
    void challenge(HttpServletResponse response, ActiveMechanism<?> mechanism) {
        for (String challenge : challenges.invitation(mechanism)) {
            response.addHeader("WWW-Authenticate", challenge);
        }
    }

    /** Writes the refusal; the response must not be committed. */
    void write(
            HttpServletRequest request,
            HttpServletResponse response,
            Admission admission,
            Refusal refusal,
            String instance)
            throws IOException {
        boolean secure = address.isSecure(admission.connection());
        headers.own(response, secure);
        headers.additions(request, response, refusal.additions(), secure);
        Duration retryAfter = refusal.retryAfter();
        if (retryAfter != null) {
            response.setHeader("Retry-After", seconds(retryAfter));
        }
        if (loginPage != null && wantsLoginPage(request, admission.rule(), refusal)) {
            response.setStatus(303);
            String target =
                    request.getRequestURI() + (request.getQueryString() == null ? "" : "?" + request.getQueryString());
            response.setHeader(
                    "Location",
                    request.getContextPath() + loginPage + "?return="
                            + URLEncoder.encode(target, StandardCharsets.UTF_8));
            return;
        }
        for (String challenge : challenges.of(refusal)) {
            response.addHeader("WWW-Authenticate", challenge);
        }
        response.setStatus(refusal.status());
        Problem.write(response, refusal.status(), instance);
    }

    static String seconds(Duration time) {
        return Long.toString(Math.max(1, time.plusMillis(999).toSeconds()));
    }

    /** Only a person who navigates to a page is sent elsewhere; a script or tool gets its 401. */
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
