package dev.gatehouse.identity.service;

import dev.gatehouse.jwt.jose.TokenDigest;
import dev.gatehouse.spi.AuthenticationResult;
import dev.gatehouse.spi.Caller;
import dev.gatehouse.spi.Health;
import dev.gatehouse.spi.Measurement;
import dev.gatehouse.spi.MechanismContext;
import dev.gatehouse.spi.ResponseAdditions;
import dev.gatehouse.spi.stability.Internal;
import dev.gatehouse.support.http.BoundedHttp;
import dev.gatehouse.support.http.HttpProxy;
import dev.gatehouse.support.retry.BackgroundThreads;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Adds to a caller what the Identity service says about the owner of the token.
 *
 * <p>A remembered caller does not wait. Otherwise the request waits for the answers, with a deadline; requests with the
 * same token share one call. At most {@value #MAX_WAITERS} requests wait, fewer than a mechanism's calls at a time, so
 * that remembered callers are admitted while the service hangs. Without an answer to every question the result is
 * {@link AuthenticationResult.Unavailable}. Thread-safe.
 *
 * @since 0.1
 */
@Internal
public final class CallerDetails implements AutoCloseable {

    /** The maximum number of waiting requests: half of the usual {@code auth.blocking-calls}. */
    static final int MAX_WAITERS = 16;

    private static final Logger LOG = LoggerFactory.getLogger(CallerDetails.class);
    private static final Duration GRACE = Duration.ofMillis(500);
    private static final Duration SOON = Duration.ofSeconds(1);

    private final ServicePolicy policy;
    private final Clock clock;
    private final BackgroundThreads threads;
    private final ServiceCalls calls;
    private final RememberedCallers remembered;
    private final long patience;
    private final Semaphore waiters = new Semaphore(MAX_WAITERS);
    private final ConcurrentMap<TokenDigest, CompletableFuture<ServiceOutcome>> underWay = new ConcurrentHashMap<>();

    private CallerDetails(
            ServicePolicy policy,
            MechanismContext context,
            BackgroundThreads threads,
            BoundedHttp http,
            LongSupplier nanos) {
        this.policy = policy;
        this.clock = context.clock();
        this.threads = threads;
        this.calls = new ServiceCalls(policy, http, clock, nanos);
        this.remembered = new RememberedCallers(policy.life(), policy.size(), clock, nanos);
        this.patience = context.httpTimeout().plus(GRACE).toNanos();
    }

    /**
     * Creates an instance, which asks nothing before a caller comes.
     *
     * @throws IllegalArgumentException if the service cannot be reached as configured
     */
    public static CallerDetails create(ServicePolicy policy, MechanismContext context) {
        return create(policy, context, System::nanoTime);
    }

    static CallerDetails create(ServicePolicy policy, MechanismContext context, LongSupplier nanos) {
        HttpProxy proxy = policy.access().proxy();
        String problem = proxy == null ? null : proxy.problem(policy.url());
        if (problem != null) {
            throw new IllegalArgumentException("the Identity service: " + problem);
        }
        BackgroundThreads threads = new BackgroundThreads(
                "gatehouse-identity-timer",
                "gatehouse-identity-service",
                defect -> LOG.error("asking the Identity service failed unexpectedly", defect));
        BoundedHttp http = new BoundedHttp(
                threads,
                context.httpConnectTimeout(),
                context.httpTimeout(),
                policy.access().route(policy.url()));
        return new CallerDetails(policy, context, threads, http, nanos);
    }

    /**
     * Returns the result for a caller with a valid token.
     *
     * @param caller the caller, by the claims of the token
     * @param additions what to add to the response
     * @param digest identifies the whole token
     * @param header a header value that ends with the token
     * @param from the position of the token
     */
    public AuthenticationResult complete(
            Caller caller, ResponseAdditions additions, TokenDigest digest, String header, int from) {
        RememberedCallers.Entry known = remembered.find(digest);
        if (known != null) {
            if (remembered.claimsRenewal(known)) {
                ask(caller, digest, header.substring(from));
            }
            Caller completed = known.of(caller);
            if (completed == null) {
                completed = completed(caller, known.answers());
                remembered.replace(digest, known, caller, completed);
            }
            return new AuthenticationResult.Authenticated(completed, additions);
        }
        if (!waiters.tryAcquire()) {
            return AuthenticationResult.unavailable(ServiceReasons.SATURATED, SOON);
        }
        try {
            return result(caller, additions, await(ask(caller, digest, header.substring(from))));
        } finally {
            waiters.release();
        }
    }

    private AuthenticationResult result(Caller caller, ResponseAdditions additions, ServiceOutcome outcome) {
        if (outcome instanceof ServiceOutcome.Answered answers) {
            // The token may have expired while the service was asked.
            return clock.millis() < expiry(caller)
                    ? new AuthenticationResult.Authenticated(completed(caller, answers), additions)
                    : AuthenticationResult.rejected(ServiceReasons.EXPIRED);
        }
        if (outcome instanceof ServiceOutcome.Refused refused) {
            return AuthenticationResult.rejected(refused.reason());
        }
        ServiceOutcome.Undecided undecided = (ServiceOutcome.Undecided) outcome;
        return AuthenticationResult.unavailable(undecided.reason(), undecided.retryAfter());
    }

    private static long expiry(Caller caller) {
        return caller.expiry().map(Instant::toEpochMilli).orElse(Long.MAX_VALUE);
    }

    /** Asks about a token, unless that is under way. */
    private CompletableFuture<ServiceOutcome> ask(Caller caller, TokenDigest digest, String token) {
        CompletableFuture<ServiceOutcome> mine = new CompletableFuture<>();
        CompletableFuture<ServiceOutcome> first = underWay.putIfAbsent(digest, mine);
        if (first != null) {
            return first;
        }
        try {
            calls.ask(token, expiry(caller)).whenComplete((outcome, defect) -> {
                if (outcome instanceof ServiceOutcome.Answered answers) {
                    remembered.remember(digest, caller, completed(caller, answers), answers, expiry(caller));
                } else if (outcome instanceof ServiceOutcome.Refused) {
                    remembered.forget(digest);
                }
                finish(digest, mine, outcome == null ? unavailable() : outcome);
            });
        } catch (RuntimeException defect) {
            finish(digest, mine, unavailable());
            throw defect;
        }
        return mine;
    }

    private void finish(TokenDigest digest, CompletableFuture<ServiceOutcome> call, ServiceOutcome outcome) {
        underWay.remove(digest, call);
        call.complete(outcome);
    }

    private ServiceOutcome await(CompletableFuture<ServiceOutcome> call) {
        try {
            return call.get(patience, TimeUnit.NANOSECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException notInTime) {
            LOG.debug("a call of the Identity service exceeded its deadline");
        }
        return unavailable();
    }

    private static ServiceOutcome unavailable() {
        return new ServiceOutcome.Undecided(ServiceReasons.UNAVAILABLE, SOON);
    }

    private Caller completed(Caller caller, ServiceOutcome.Answered answers) {
        Map<Part, Set<String>> names = answers.names();
        Caller.Builder completed = caller.toBuilder();
        Set<String> groups = names.get(Part.GROUPS);
        if (groups != null) {
            completed.groups(groups);
        }
        Set<String> tenants = names.get(Part.TENANTS);
        if (tenants != null) {
            completed.tenants(tenants);
        }
        // After a refresh, the caller of a session still has the permissions of the last answer.
        Set<String> permissions =
                new LinkedHashSet<>(names.containsKey(Part.PERMISSIONS) ? policy.granted() : caller.permissions());
        for (String name : names.getOrDefault(Part.PERMISSIONS, Set.of())) {
            permissions.add(policy.permissionNames().getOrDefault(name, name));
        }
        Set<String> authorizations = names.get(Part.AUTHORIZATIONS);
        if (authorizations != null) {
            permissions.removeIf(permission -> permission.startsWith(Answer.PROCESS));
            permissions.addAll(authorizations);
        }
        return completed.permissions(permissions).build();
    }

    /** Returns the approximate number of remembered callers. */
    long remembered() {
        return remembered.size();
    }

    /** Returns whether the service answers. */
    public Health health() {
        return calls.health();
    }

    /** Returns the calls of the service and the number of remembered callers. */
    public List<Measurement> measurements() {
        List<Measurement> all = new ArrayList<>(calls.measurements());
        all.add(Measurement.gauge("service.remembered", (double) remembered()));
        return List.copyOf(all);
    }

    /** Stops asking. */
    @Override
    public void close() {
        threads.close();
    }
}
