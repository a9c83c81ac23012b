package dev.gatehouse.servlet.response;

import dev.gatehouse.spi.Caller;
import dev.gatehouse.spi.Decision;
import dev.gatehouse.spi.DecisionListener;
import dev.gatehouse.spi.stability.Internal;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes one line of JSON for each decision to the logger {@code dev.gatehouse.audit}. Untrusted values are escaped to
 * ASCII, so that a value cannot forge a line.
 *
 * @since 0.1
 */
@Internal
public final class AuditLog implements DecisionListener {

    /** The name of the logger. */
    public static final String LOGGER = "dev.gatehouse.audit";

    private static final Logger LOG = LoggerFactory.getLogger(LOGGER);

    private volatile boolean admissions;

    public void admissions(boolean wanted) {
        admissions = wanted;
    }

    @Override
    public boolean wantsAdmissions() {
        return admissions;
    }

    @Override
    public void decided(Decision decision) {
        if (LOG.isInfoEnabled()) {
            LOG.info(line(decision));
        }
    }

    public static String line(Decision decision) {
        StringBuilder line = new StringBuilder(256).append('{');
        member("time", decision.time().toString(), line);
        member("outcome", decision.outcome().name().toLowerCase(Locale.ROOT), line);
        line.append(",\"status\":").append(decision.status());
        member("reason", decision.reason().code(), line);
        optional("detail", decision.reason().detail(), line);
        optional("mechanism", decision.mechanism(), line);
        Caller caller = decision.caller();
        if (caller != null) {
            member("issuer", caller.issuer(), line);
            member("subject", caller.subject(), line);
        }
        member("method", decision.method(), line);
        optional("path", decision.path(), line);
        optional("rule", decision.rule(), line);
        member("client", decision.clientAddress(), line);
        member("id", decision.requestId(), line);
        return line.append('}').toString();
    }

    private static void optional(String name, String value, StringBuilder line) {
        if (!value.isEmpty()) {
            member(name, value, line);
        }
    }

    private static void member(String name, String value, StringBuilder line) {
        if (line.length() > 1) {
            line.append(',');
        }
        line.append('"').append(name).append("\":");
        JsonString.append(value, line);
    }
}
