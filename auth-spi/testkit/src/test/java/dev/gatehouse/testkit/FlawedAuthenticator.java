package dev.gatehouse.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gatehouse.spi.AuthenticationResult;
import dev.gatehouse.spi.Authenticator;
import dev.gatehouse.spi.Caller;
import dev.gatehouse.spi.Reason;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** Knows one word. */
final class FlawedAuthenticator implements Authenticator<Knock> {

    private static final Logger LOG = Logger.getLogger(FlawedAuthenticator.class.getName());

    private final @Nullable Flaw flaw;
    private final String word;
    private final boolean down;
    private final AtomicBoolean dead;
    private final CyclicBarrier together = new CyclicBarrier(2);
    private final AtomicInteger calls = new AtomicInteger();

    FlawedAuthenticator(@Nullable Flaw flaw, String word, boolean down, AtomicBoolean dead) {
        this.flaw = flaw;
        this.word = word;
        this.down = down;
        this.dead = dead;
    }

    @Override
    @SuppressWarnings("NullAway") // returning null is the flaw
    public AuthenticationResult authenticate(Knock knock) {
        String said = knock.words().get(0);
        calls.incrementAndGet();
        if (flaw == Flaw.NOT_REENTRANT && Thread.currentThread().getName().startsWith("pool-")) {
            meet();
        }
        if (flaw == Flaw.AUTHENTICATOR_THROWS_FOR_ODD_BYTES && said.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("NUL");
        }
        if (flaw == Flaw.AUTHENTICATOR_RETURNS_NULL_FOR_LONG && said.length() > 1000) {
            return null;
        }
        if (flaw == Flaw.PRINTS_SECRET && said.equals(word)) {
            System.out.println("heard " + said);
        } else if (flaw == Flaw.LOGS_SECRET) {
            LOG.log(Level.FINE, "heard {0}", said);
        } else if (flaw == Flaw.LOGS_SECRET_WITH_SLF4J && said.equals(word)) {
            LoggerFactory.getLogger(FlawedAuthenticator.class).info("heard {}", said);
        }
        if (down) {
            return flaw == Flaw.OUTAGE_IS_REJECTED
                    ? AuthenticationResult.rejected(Reason.of("knock.unknown"))
                    : AuthenticationResult.unavailable(Reason.of("knock.down"), Duration.ofSeconds(1));
        }
        if (knock.words().size() > 1) {
            return AuthenticationResult.ambiguous(Reason.of("knock.ambiguous"));
        }
        return isGood(said) ? AuthenticationResult.authenticated(caller(said)) : refused(said);
    }

    private boolean isGood(String said) {
        if (flaw == Flaw.REFUSES_GOOD || (flaw == Flaw.CLOSE_ENDS_SUCCESSOR && dead.get())) {
            return false;
        }
        return MessageDigest.isEqual(said.getBytes(UTF_8), word.getBytes(UTF_8))
                || (flaw == Flaw.ACCEPTS_EXPIRED && said.startsWith("expired"))
                || (flaw == Flaw.ACCEPTS_GARBAGE && said.length() > 50_000);
    }

    private AuthenticationResult refused(String said) {
        if (said.startsWith("foreign.") || flaw == Flaw.BAD_IS_NOT_MINE) {
            return AuthenticationResult.notMine();
        }
        if (flaw == Flaw.BAD_IS_UNAVAILABLE) {
            return AuthenticationResult.unavailable(Reason.of("knock.unknown"), Duration.ofSeconds(1));
        }
        return AuthenticationResult.rejected(
                Reason.of("knock.unknown", flaw == Flaw.REASON_SHOWS_SECRET ? "heard " + said : ""));
    }

    private Caller caller(String said) {
        int call = calls.get();
        Caller.Builder caller = Caller.builder("door", flaw == Flaw.SUBJECT_IS_RANDOM ? "guest-" + call : "guest");
        if (flaw == Flaw.PERMISSIONS_CHANGE) {
            caller.permissions(Set.of("ENTER-" + call));
        } else if (flaw == Flaw.CALLER_OF_ANOTHER_MECHANISM) {
            caller.mechanism("jwt");
        } else if (flaw == Flaw.CALLER_SHOWS_SECRET) {
            caller.claims(Map.of("word", said));
        }
        return caller.build();
    }

    private void meet() {
        try {
            together.await();
            throw new IllegalStateException("two at once");
        } catch (BrokenBarrierException alone) {
            return;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
