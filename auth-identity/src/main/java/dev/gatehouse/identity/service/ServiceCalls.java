package dev.gatehouse.identity.service;

import dev.gatehouse.spi.Health;
import dev.gatehouse.spi.Measurement;
import dev.gatehouse.spi.Reason;
import dev.gatehouse.support.CallCounts;
import dev.gatehouse.support.http.BoundedHttp;
import dev.gatehouse.support.http.FetchException;
import dev.gatehouse.support.http.HttpReply;
import dev.gatehouse.support.http.RetryAfter;
import dev.gatehouse.support.retry.CircuitBreaker;
import dev.gatehouse.support.retry.ExponentialBackOff;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the service about a token: all questions at once, with a limit on concurrent calls and one circuit breaker.
 * Thread-safe. Does not block.
 */
final class ServiceCalls {

    /** The maximum number of tokens that are asked about at the same time. */
    static final int MAX_CALLS = 32;

    private static final Logger LOG = LoggerFactory.getLogger(ServiceCalls.class);
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Duration LATER = Duration.ofSeconds(5);
    private static final long LOG_AGAIN = Duration.ofMinutes(1).toNanos();
    /** While the service is away no new token is admitted, so its return must be noticed soon. */
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(4);

    private static final Duration LONGEST_ASKED_FOR = Duration.ofMinutes(1);

    private record Question(Part part, URI uri) {}

    /** The answer to one question; {@code null} names for a problem. */
    private record Reply(
            Part part,
            @Nullable Set<String> names,
            @Nullable Problem problem) {}

    /**
     * Why there is no answer.
     *
     * @param ofService whether the cause is the service, and not this token
     * @param retryAfter how long the service asks to wait, in seconds; 0 if it does not say
     */
    private record Problem(Reason reason, boolean ofToken, boolean ofService, long retryAfter, String what) {}

    private final BoundedHttp http;
    private final List<Question> questions;
    private final Clock clock;
    private final LongSupplier nanos;
    private final CircuitBreaker breaker;
    private final Semaphore slots = new Semaphore(MAX_CALLS);
    private final CallCounts counts = new CallCounts();
    private final AtomicLong loggedAt = new AtomicLong();
    private volatile String trouble = "";

    ServiceCalls(ServicePolicy policy, BoundedHttp http, Clock clock, LongSupplier nanos) {
        this.http = http;
        this.clock = clock;
        this.nanos = nanos;
        this.breaker = CircuitBreaker.withBackOff(
                nanos,
                new ExponentialBackOff(
                        SOON,
                        LONGEST_PAUSE,
                        0.5,
                        LONGEST_ASKED_FOR,
                        () -> ThreadLocalRandom.current().nextDouble()));
        List<Question> all = new ArrayList<>();
        for (Part part : policy.parts()) {
            if (part == Part.PERMISSIONS) {
                for (String api : policy.audience()) {
                    String query = "?audience=" + URLEncoder.encode(api, StandardCharsets.UTF_8);
                    all.add(new Question(part, uri(policy.url(), part.path() + query)));
                }
            } else {
                all.add(new Question(part, uri(policy.url(), part.path())));
            }
        }
        this.questions = List.copyOf(all);
    }

    private static URI uri(URI base, String path) {
        String start = base.toString();
        return URI.create((start.endsWith("/") ? start.substring(0, start.length() - 1) : start) + path);
    }

    /**
     * Starts asking. The future never completes exceptionally.
     *
     * @param token a token that has been verified, so that it has only characters of a JWT
     * @param expiry when it expires, in milliseconds
     */
    CompletableFuture<ServiceOutcome> ask(String token, long expiry) {
        if (!slots.tryAcquire()) {
            return undecided(ServiceReasons.SATURATED, SOON);
        }
        CircuitBreaker.Pass pass = breaker.enter();
        if (pass == null) {
            slots.release();
            return undecided(ServiceReasons.SUSPENDED, breaker.retryAfter());
        }
        long start = nanos.getAsLong();
        String authorization = "Bearer " + token;
        List<CompletableFuture<Reply>> replies = new ArrayList<>();
        for (Question question : questions) {
            replies.add(http.get(question.uri(), authorization, Answer.MAX_BYTES)
                    .handle((reply, failure) ->
                            failure == null ? read(question.part(), reply) : failed(question, failure)));
        }
        return CompletableFuture.allOf(replies.toArray(CompletableFuture<?>[]::new))
                .handle((all, defect) -> {
                    slots.release();
                    boolean good = defect == null
                            && replies.stream().allMatch(reply -> reply.join().problem() == null);
                    counts.ended(nanos.getAsLong() - start, good);
                    if (defect != null) {
                        LOG.error("an answer of the Identity service could not be read", defect);
                        breaker.undetermined(pass);
                        return new ServiceOutcome.Undecided(ServiceReasons.ANSWER, LATER);
                    }
                    return outcome(replies, pass, expiry);
                });
    }

    private Reply read(Part part, HttpReply reply) {
        int status = reply.status();
        if (status == 200) {
            Set<String> names = Answer.names(part, reply.body());
            return names == null
                    ? problem(part, new Problem(ServiceReasons.ANSWER, false, false, 0, "its answer is malformed"))
                    : new Reply(part, names, null);
        }
        String what = "it answered with status " + status
                + (status >= 300 && status < 400 ? " (a redirect, which is not followed)" : "");
        if (status == 401 || status == 403) {
            return problem(part, new Problem(ServiceReasons.REFUSED, status == 401, false, 0, what));
        }
        Duration wait = RetryAfter.of(reply.headers(), clock);
        long seconds = wait == null ? 0 : wait.toSeconds();
        return problem(part, new Problem(ServiceReasons.UNAVAILABLE, false, true, seconds, what));
    }

    private static Reply failed(Question question, Throwable thrown) {
        FetchException failure = FetchException.of(thrown);
        boolean tooLong = failure.kind() == FetchException.Kind.TOO_LONG;
        return problem(
                question.part(),
                new Problem(
                        tooLong ? ServiceReasons.ANSWER : ServiceReasons.UNAVAILABLE,
                        false,
                        !tooLong,
                        failure.retryAfterSeconds(),
                        String.valueOf(failure.getMessage())));
    }

    private static Reply problem(Part part, Problem problem) {
        return new Reply(part, null, problem);
    }

    private ServiceOutcome outcome(List<CompletableFuture<Reply>> replies, CircuitBreaker.Pass pass, long expiry) {
        Map<Part, Set<String>> names = new EnumMap<>(Part.class);
        Problem worst = null;
        Part about = null;
        for (CompletableFuture<Reply> future : replies) {
            Reply reply = future.join();
            Problem problem = reply.problem();
            if (reply.names() != null) {
                names.computeIfAbsent(reply.part(), part -> new LinkedHashSet<>())
                        .addAll(reply.names());
            } else if (problem != null && (worst == null || rank(problem) > rank(worst))) {
                worst = problem;
                about = reply.part();
            }
        }
        if (worst == null || about == null) {
            trouble = "";
            if (breaker.succeeded() == CircuitBreaker.Change.CLOSED) {
                LOG.info("the Identity service is available again");
            }
            return new ServiceOutcome.Answered(names);
        }
        return refused(worst, about, pass, expiry);
    }

    /** That the token is refused decides first, then an outage. */
    private static int rank(Problem problem) {
        return problem.ofToken() ? 2 : problem.ofService() ? 1 : 0;
    }

    private ServiceOutcome refused(Problem worst, Part about, CircuitBreaker.Pass pass, long expiry) {
        if (!worst.ofService()) {
            breaker.undetermined(pass);
            if (worst.ofToken() && clock.millis() >= expiry) {
                return new ServiceOutcome.Refused(ServiceReasons.EXPIRED);
            }
            warn(about, worst);
            return new ServiceOutcome.Undecided(worst.reason().withDetail(detail(about, worst)), LATER);
        }
        trouble = about.path() + ": " + worst.what();
        if (breaker.failed(pass, worst.retryAfter()) == CircuitBreaker.Change.OPENED) {
            LOG.warn(
                    "the Identity service failed {} times in a row; calls are suspended for a while, and callers that"
                            + " are not cached get 503. Last failure: {}: {}",
                    CircuitBreaker.THRESHOLD,
                    about.path(),
                    worst.what());
        }
        return new ServiceOutcome.Undecided(worst.reason().withDetail(detail(about, worst)), breaker.retryAfter());
    }

    private static String detail(Part about, Problem problem) {
        return problem.reason().detail() + ": " + about.path() + ": " + problem.what();
    }

    /** Logs at most once a minute, not for each request. */
    private void warn(Part about, Problem problem) {
        long now = nanos.getAsLong();
        long last = loggedAt.get();
        if ((last == 0 || now - last > LOG_AGAIN) && loggedAt.compareAndSet(last, now == 0 ? 1 : now)) {
            LOG.warn(
                    "the Identity service gives no usable answer for a token that is valid here: {}: {}. Check that"
                            + " auth.identity.service.url is that of Identity, and that Identity has the issuer and the"
                            + " audience of this configuration. This is logged at most once a minute",
                    about.path(),
                    problem.what());
        }
    }

    /**
     * Returns the health. It is never {@link Health.State#DOWN}: remembered callers are still admitted, and taking this
     * node out of service would not help.
     */
    Health health() {
        String last = trouble;
        if (breaker.failuresInRow() == 0 || last.isEmpty()) {
            return Health.up();
        }
        return new Health(
                Health.State.DEGRADED,
                "the Identity service " + (breaker.isOpen() ? "is suspended after failures: " : "failed: ") + last);
    }

    List<Measurement> measurements() {
        List<Measurement> all = new ArrayList<>(counts.measurements("service"));
        all.add(Measurement.gauge("service.running", MAX_CALLS - slots.availablePermits()));
        return List.copyOf(all);
    }

    private static CompletableFuture<ServiceOutcome> undecided(Reason reason, Duration retryAfter) {
        return CompletableFuture.completedFuture(new ServiceOutcome.Undecided(reason, retryAfter));
    }
}
