package dev.gatehouse.identity.session;

import dev.gatehouse.support.retry.CircuitBreaker;
import dev.gatehouse.support.retry.ExponentialBackOff;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A provider and whether it answers.
 *
 * @param provider the provider
 * @param breaker refuses calls while the provider does not answer
 */
record RefreshTarget(SessionProvider provider, CircuitBreaker breaker) {

    private static final Logger LOG = LoggerFactory.getLogger(RefreshTarget.class);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);
    private static final Duration LONGEST_ASKED_FOR = Duration.ofMinutes(1);

    static RefreshTarget of(SessionProvider provider) {
        ExponentialBackOff pauses = new ExponentialBackOff(
                FIRST_PAUSE,
                LONGEST_PAUSE,
                0.5,
                LONGEST_ASKED_FOR,
                () -> ThreadLocalRandom.current().nextDouble());
        return new RefreshTarget(provider, CircuitBreaker.withBackOff(System::nanoTime, pauses));
    }

    void answered() {
        if (breaker.succeeded() == CircuitBreaker.Change.CLOSED) {
            LOG.info("{} answers again; sessions are refreshed", provider.configured());
        }
    }

    void failed(CircuitBreaker.Pass pass, String problem, Duration retryAfter) {
        if (breaker.failed(pass, retryAfter.toSeconds()) == CircuitBreaker.Change.OPENED) {
            LOG.warn(
                    "{} does not refresh sessions; the last of {} failures was: {}",
                    provider.configured(),
                    CircuitBreaker.THRESHOLD,
                    problem);
        }
    }
}
