package dev.gatehouse.servlet;

import dev.gatehouse.servlet.gate.BodyPlaces;
import dev.gatehouse.servlet.gate.ClientConnection;
import dev.gatehouse.servlet.gate.ReplayedBody;
import dev.gatehouse.servlet.gate.RequestsInProgress;
import dev.gatehouse.servlet.mechanism.ActiveMechanism;
import dev.gatehouse.spi.Reason;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the bodies that chosen credentials sign. Thread-safe. */
final class CredentialBodies {

    static final Reason UNAVAILABLE = Reason.of("credential.body-unavailable");

    private static final Reason INCOMPLETE = Reason.of("request.body-incomplete");
    private static final long MEMORY = 256L * 1024 * 1024;
    private static final Logger LOG = LoggerFactory.getLogger(CredentialBodies.class);

    /** The filters of the host. The first one uses this class, so it is named without a reference to it. */
    private static final Set<String> OUR_FILTERS =
            Set.of("dev.gatehouse.servlet.AuthenticationFilter", NamedDispatchFilter.class.getName());

    private final Map<Integer, BodyReader> readers = new HashMap<>();
    private final AuthenticationChain chain;
    private final Decisions decisions;
    private final RequestsInProgress inProgress;
    private final AtomicBoolean filtersTold = new AtomicBoolean();

    CredentialBodies(AuthenticationChain chain, Duration timeout, Decisions decisions, RequestsInProgress inProgress) {
        this.chain = chain;
        this.decisions = decisions;
        this.inProgress = inProgress;
        for (ActiveMechanism<?> mechanism : chain.mechanisms()) {
            int bound = mechanism.bodyBound();
            if (bound > 0) {
                readers.computeIfAbsent(
                        bound, bytes -> new BodyReader(bytes, timeout, System::nanoTime, places(bytes)));
            }
        }
    }

    /** As many places as fit into the memory, but enough for bodies that arrive at the same time. */
    static BodyPlaces.Limits places(int bytes) {
        int all = (int) Math.max(32, Math.min(1024, MEMORY / bytes));
        return new BodyPlaces.Limits(Math.min(32, all / 8), all);
    }

    /** Goes on with the final result of the chain; returns {@code null} if the request has been answered. */
    @FunctionalInterface
    interface Conclusion {
        @Nullable
        Admission conclude(ChainResult result) throws IOException;
    }

    /**
     * Reads the body and lets the chain decide.
     *
     * @return the admission; {@code null} if the request has been answered, or if it waits and will be dispatched to
     *     the application when it is admitted
     */
    @Nullable
    Admission read(
            HttpServletRequest request,
            HttpServletResponse response,
            ClientConnection.Known connection,
            ChainResult.NeedsBody needs,
            Conclusion conclusion)
            throws IOException {
        BodyReader reader = readers.get(needs.maxBytes());
        if (reader == null) {
            throw new IllegalStateException("no reader for bodies of " + needs.maxBytes() + " bytes");
        }
        Reading reading = new Reading(request, needs, conclusion);
        inProgress.enter();
        boolean done = reader.read(request, response, connection.network(), mayWait(request), reading);
        // While the request waits, another thread may be going on with it.
        return done ? reading.admission : null;
    }

    /** Stops timing bodies. */
    void close() {
        readers.values().forEach(BodyReader::close);
    }

    /** One request, from when its body is complete. */
    private final class Reading implements BodyReader.Next {
        private final HttpServletRequest request;
        private final ChainResult.NeedsBody needs;
        private final Conclusion conclusion;
        private @Nullable Admission admission;

        Reading(HttpServletRequest request, ChainResult.NeedsBody needs, Conclusion conclusion) {
            this.request = request;
            this.needs = needs;
            this.conclusion = conclusion;
        }

        @Override
        public boolean proceed(BodyReader.Result body, boolean waited) throws IOException {
            try {
                admission = conclusion.conclude(result(body));
            } finally {
                inProgress.exit();
            }
            if (admission != null && waited) {
                admission.attachTo(request);
                decisions.admitted(request, admission.decision());
            }
            return admission == null;
        }

        private ChainResult result(BodyReader.Result body) {
            if (body instanceof BodyReader.Result.Refused refused) {
                Refusal refusal = Refusal.of(refused.status(), refused.reason());
                return needs.refused(refused.status() == 503 ? refusal.retryAfter(Duration.ofSeconds(1)) : refusal);
            }
            byte[] bytes = ((BodyReader.Result.Complete) body).bytes();
            if (isIncomplete(bytes)) {
                return needs.refused(Refusal.of(400, INCOMPLETE));
            }
            ReplayedBody.attach(request, bytes);
            return chain.decide(needs, bytes);
        }

        /** A filter in front of the host has read the body, or the container does not tell of a broken transfer. */
        private boolean isIncomplete(byte[] bytes) {
            long promised = request.getContentLengthLong();
            return promised >= 0
                    ? bytes.length != promised
                    : bytes.length == 0 && UnreadBody.hasBody(request) && ReplayedBody.hasParametersOfABody(request);
        }
    }

    /**
     * Returns whether the request may give up its thread. It is then dispatched to the application asynchronously, and
     * such a dispatch passes by filters that are mapped for {@code REQUEST} alone. Clients must not be able to choose
     * that by sending slowly.
     */
    private boolean mayWait(HttpServletRequest request) {
        List<String> foreign = request.getServletContext().getFilterRegistrations().values().stream()
                .filter(registration -> !isOurs(registration))
                .map(FilterRegistration::getName)
                .sorted()
                .toList();
        if (!foreign.isEmpty() && !filtersTold.getAndSet(true)) {
            LOG.info(
                    "signed bodies that arrive later than the head of their request are read on the thread of the"
                            + " request, because other filters of the application ({}) may not be mapped for ASYNC",
                    String.join(", ", foreign));
        }
        return foreign.isEmpty();
    }

    private static boolean isOurs(FilterRegistration registration) {
        String type = registration.getClassName();
        return type != null && OUR_FILTERS.contains(type);
    }
}
