package dev.gatehouse.servlet;

import dev.gatehouse.spi.Caller;
import dev.gatehouse.spi.Decision;
import dev.gatehouse.spi.Decision.Outcome;
import dev.gatehouse.spi.DecisionListener;
import dev.gatehouse.spi.Reason;
import dev.gatehouse.spi.Reply;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts decisions and passes them to the listeners on a separate thread. A request thread only puts the decision into
 * a bounded queue. If the queue is full, the decision is dropped and counted. Thread-safe.
 */
final class Decisions implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Decisions.class);
    private static final Reason ADMITTED = Reason.of("access.admitted");
    private static final Reason ANONYMOUS = Reason.of("access.anonymous");
    private static final Reason OPEN = Reason.of("access.open");
    private static final Reason LOGGED_IN = Reason.of("login.accepted");
    private static final Reason LOGGED_OUT = Reason.of("logout.done");
    private static final int QUEUE = 8192;
    private static final long PATIENCE = TimeUnit.SECONDS.toMillis(10);

    private final Clock clock;
    private final List<DecisionListener> listeners;
    private volatile boolean admissionsWanted;
    private volatile boolean durationsWanted;
    private final BlockingQueue<Decision> queue = new ArrayBlockingQueue<>(QUEUE);
    private final Map<Outcome, LongAdder> counts = new EnumMap<>(Outcome.class);
    private final LongAdder admitted;
    private final LongAdder dropped = new LongAdder();
    private final DecisionIds ids = new DecisionIds();
    private @Nullable Thread worker;
    private volatile boolean closing;

    Decisions(Clock clock, List<DecisionListener> listeners) {
        this.clock = clock;
        this.listeners = List.copyOf(listeners);
        askWhatIsWanted();
        for (Outcome outcome : Outcome.values()) {
            counts.put(outcome, new LongAdder());
        }
        this.admitted = counter(Outcome.ADMITTED);
    }

    /** Starts to pass decisions to the listeners. Later calls do nothing. */
    synchronized void start() {
        if (worker == null) {
            Thread thread = new Thread(this::work, "gatehouse-decisions");
            thread.setDaemon(true);
            worker = thread;
            thread.start();
        }
    }

    /** Updates what any listener wants: admissions, durations. */
    void askWhatIsWanted() {
        admissionsWanted = listeners.stream().anyMatch(Decisions::wantsAdmissions);
        durationsWanted = listeners.stream().anyMatch(Decisions::wantsDurations);
    }

    /** Returns whether to {@linkplain Arrival#note note} when requests arrive. */
    boolean wantsDurations() {
        return durationsWanted;
    }

    private static boolean wantsDurations(DecisionListener listener) {
        try {
            return listener.wantsDurations();
        } catch (Throwable failure) {
            LOG.error("a decision listener failed", failure);
            return false;
        }
    }

    private static boolean wantsAdmissions(DecisionListener listener) {
        try {
            return listener.wantsAdmissions();
        } catch (Throwable failure) {
            LOG.error("a decision listener failed", failure);
            return false;
        }
    }

    long count(Outcome outcome) {
        return counter(outcome).sum();
    }

    long dropped() {
        return dropped.sum();
    }

    void admitted(HttpServletRequest request, AccessDecision decision) {
        admitted.increment();
        // Admissions take half of the queue at most, so that a rush of them displaces no refusal from the audit log.
        if (admissionsWanted && queue.remainingCapacity() < QUEUE / 2) {
            dropped.increment();
        } else if (admissionsWanted) {
            Caller caller = decision.caller();
            Reason reason = decision.decided() ? (caller == null ? ANONYMOUS : ADMITTED) : OPEN;
            String mechanism = decision.result().mechanism();
            offer(report(Outcome.ADMITTED, 0, reason, mechanism, caller, request, decision));
        }
    }

    /** Reports a refusal and returns its id in the logs. */
    String refused(HttpServletRequest request, AccessDecision decision, Refusal refusal) {
        Outcome outcome = refusal.status() >= 500 ? Outcome.UNDECIDED : Outcome.REFUSED;
        String mechanism = refusal.decider().mechanism();
        Decision report =
                report(outcome, refusal.status(), refusal.reason(), mechanism, decision.caller(), request, decision);
        tell(report);
        return report.requestId();
    }

    /** Reports the event of a reply, and returns its id in the logs if it is a refusal; {@code null} otherwise. */
    @Nullable
    String replied(HttpServletRequest request, AccessDecision decision, String mechanism, Reply reply) {
        int status = reply.status();
        Reply.Event event = reply.event().orElse(null);
        if (event instanceof Reply.Event.LoggedIn in) {
            tell(report(Outcome.LOGGED_IN, status, LOGGED_IN, mechanism, in.caller(), request, decision));
        } else if (event instanceof Reply.Event.LoginRefused refused) {
            Decision report =
                    report(Outcome.LOGIN_REFUSED, status, refused.reason(), mechanism, null, request, decision);
            tell(report);
            return report.requestId();
        } else if (event instanceof Reply.Event.LoggedOut out) {
            tell(report(Outcome.LOGGED_OUT, status, LOGGED_OUT, mechanism, out.caller(), request, decision));
        } else if (event instanceof Reply.Event.LogoutRefused refused) {
            Outcome outcome = status >= 500 ? Outcome.UNDECIDED : Outcome.REFUSED;
            Decision report = report(outcome, status, refused.reason(), mechanism, null, request, decision);
            tell(report);
            return report.requestId();
        }
        return null;
    }

    private Decision report(
            Outcome outcome,
            int status,
            Reason reason,
            String mechanism,
            @Nullable Caller caller,
            HttpServletRequest request,
            AccessDecision decision) {
        return new Decision(
                clock.instant(),
                outcome,
                status,
                reason,
                mechanism,
                caller,
                request.getMethod(),
                decision.path(),
                decision.path().isEmpty() ? "" : decision.rule().name(),
                decision.connection().address(),
                ids.next(),
                durationsWanted ? Arrival.since(request) : null);
    }

    private LongAdder counter(Outcome outcome) {
        LongAdder counter = counts.get(outcome);
        if (counter == null) {
            throw new IllegalStateException("no counter for " + outcome);
        }
        return counter;
    }

    private void tell(Decision decision) {
        counter(decision.outcome()).increment();
        offer(decision);
    }

    private void offer(Decision decision) {
        if (!listeners.isEmpty() && !queue.offer(decision)) {
            dropped.increment();
        }
    }

    private void work() {
        long reported = 0;
        try {
            while (!closing || !queue.isEmpty()) {
                Decision decision = queue.poll(200, TimeUnit.MILLISECONDS);
                if (decision != null) {
                    deliver(decision);
                }
                long now = dropped.sum();
                if (now > reported && queue.isEmpty()) {
                    LOG.warn("{} decisions were dropped because their listeners were too slow", now - reported);
                    reported = now;
                }
            }
        } catch (InterruptedException interrupted) {
            LOG.warn("{} decisions were lost at shutdown", queue.size());
        }
    }

    private void deliver(Decision decision) {
        for (DecisionListener listener : listeners) {
            try {
                if (decision.outcome() != Outcome.ADMITTED || wantsAdmissions(listener)) {
                    listener.decided(decision);
                }
            } catch (Throwable failure) {
                LOG.error("a decision listener failed", failure);
            }
        }
    }

    private synchronized @Nullable Thread started() {
        return worker;
    }

    /** Waits up to ten seconds until the listeners have received all decisions. */
    @Override
    public void close() {
        closing = true;
        Thread started = started();
        if (started == null) {
            return;
        }
        try {
            started.join(PATIENCE);
            started.interrupt();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
