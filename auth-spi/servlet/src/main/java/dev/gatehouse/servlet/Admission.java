package dev.gatehouse.servlet;

import jakarta.servlet.ServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * What was decided about a request; it travels in the request itself, so that no thread has to remember it.
 *
 * @param host the host that decided
 * @param connection how the client reached us
 * @param path the path that was judged
 * @param rule the rule that applied
 * @param verdict who is calling
 * @param decided whether a credential was looked for; {@code false} below an open rule
 */
record Admission(
        Host host,
        ClientConnection.Known connection,
        String path,
        AccessRule rule,
        Verdict.Admitted verdict,
        boolean decided) {

    private static final String ATTRIBUTE = "dev.gatehouse.servlet.admission";

    /** Returns what was decided about a request; {@code null} when the filter has not seen it. */
    static @Nullable Admission of(ServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof Admission admission ? admission : null;
    }

    void attachTo(ServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
    }

    @Override
    public String toString() {
        return "Admission[path=" + path + ", rule=" + rule.name() + ", caller=" + verdict.caller() + "]";
    }
}
