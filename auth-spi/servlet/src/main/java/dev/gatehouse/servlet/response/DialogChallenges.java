package dev.gatehouse.servlet.response;

import dev.gatehouse.spi.stability.Internal;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Removes the challenges for which browsers ask for a password in a dialog of their own ({@code Basic} and
 * {@code Digest}), if a script made the request: the script handles the refusal, and the user has not navigated
 * anywhere. Clients other than browsers keep all challenges, because some send a password only after a challenge.
 *
 * @since 0.1
 */
@Internal
public final class DialogChallenges {

    private DialogChallenges() {}

    /**
     * Returns the challenges for a request. If a dialog challenge is the only one, its scheme gets the prefix
     * {@code X}, which no browser knows, because a 401 response must have a challenge (RFC 9110 section 15.5.2).
     */
    public static Set<String> without(HttpServletRequest request, Set<String> challenges) {
        boolean any = false;
        for (String challenge : challenges) {
            any |= opensDialog(challenge);
        }
        if (!any || !isScript(request)) {
            return challenges;
        }
        Set<String> kept = new LinkedHashSet<>(challenges);
        kept.removeIf(DialogChallenges::opensDialog);
        if (kept.isEmpty()) {
            challenges.forEach(challenge -> kept.add("X" + challenge));
        }
        return kept;
    }

    private static boolean opensDialog(String challenge) {
        return hasScheme(challenge, "Basic") || hasScheme(challenge, "Digest");
    }

    private static boolean hasScheme(String challenge, String scheme) {
        int end = scheme.length();
        return challenge.regionMatches(true, 0, scheme, 0, end)
                && (challenge.length() == end || challenge.charAt(end) == ' ');
    }

    private static boolean isScript(HttpServletRequest request) {
        String mode = request.getHeader("Sec-Fetch-Mode");
        if (mode != null) {
            return !mode.equals("navigate");
        }
        if (request.getHeader("X-Requested-With") != null) {
            return true;
        }
        // Browsers send no Sec-Fetch-Mode over plain HTTP, and ask for HTML when a user navigates.
        return isBrowser(request.getHeader("User-Agent")) && !acceptsHtml(request.getHeader("Accept"));
    }

    private static boolean isBrowser(@Nullable String agent) {
        return agent != null && agent.startsWith("Mozilla/");
    }

    private static boolean acceptsHtml(@Nullable String accept) {
        if (accept == null) {
            return false;
        }
        String lower = accept.toLowerCase(Locale.ROOT);
        return lower.contains("text/html") || lower.contains("application/xhtml+xml");
    }
}
