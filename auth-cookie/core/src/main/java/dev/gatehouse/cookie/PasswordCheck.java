package dev.gatehouse.cookie;

import dev.gatehouse.cookie.users.User;
import dev.gatehouse.cookie.users.Users;
import dev.gatehouse.cookie.users.UsersUnavailableException;
import dev.gatehouse.spi.Measurement;
import dev.gatehouse.spi.MechanismContext;
import dev.gatehouse.spi.Reason;
import dev.gatehouse.spi.SessionsUnavailableException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Verifies a name and a password with throttle, directory and hash. The work is the same for every name, known or not.
 * Thread-safe.
 */
final class PasswordCheck {

    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final Duration DIRECTORY_RETRY = Duration.ofSeconds(5);
    private static final Reason NOT_COUNTED =
            Reason.of("login.throttle-unavailable", "the count of login attempts does not answer");
    private static final LoginOutcome BUSY =
            new LoginOutcome.Unavailable(Reason.of("login.busy", "too many logins at once"), RETRY);
    static final LoginOutcome.Unavailable NO_DIRECTORY = new LoginOutcome.Unavailable(
            Reason.of("login.users-unavailable", "the user directory does not answer"), DIRECTORY_RETRY);
    private static final LoginOutcome UNKNOWN = new LoginOutcome.Refused(Reason.of("login.user-unknown"));
    private static final LoginOutcome NO_PASSWORD = new LoginOutcome.Refused(Reason.of("login.no-password"));
    private static final LoginOutcome WRONG = new LoginOutcome.Refused(Reason.of("login.password-wrong"));
    private static final LoginOutcome DISABLED = new LoginOutcome.Refused(Reason.of("login.user-disabled"));

    private final Users users;
    private final LoginThrottle throttle;
    private final HashingLimit hashing;
    private final LoginLimits limits;

    PasswordCheck(Users users, LoginThrottle throttle, HashingLimit hashing, LoginLimits limits) {
        this.users = users;
        this.throttle = throttle;
        this.hashing = hashing;
        this.limits = limits;
    }

    /**
     * Returns a check for the passwords of this directory. Its throttle and hashing limit are shared by all mechanisms
     * of the host.
     */
    static PasswordCheck of(Users users, MechanismContext context) {
        return new PasswordCheck(
                users, LoginThrottle.of(context), HashingLimit.of(context), LoginLimits.of(context.settings()));
    }

    List<Measurement> measurements() {
        return hashing.measurements();
    }

    LoginOutcome check(String name, String password, String address) {
        LoginOutcome refused = countSource(address);
        return refused == null ? checkCounted(name, password, address) : refused;
    }

    /** Counts an attempt from a client address; returns the refusal if there were too many. */
    @Nullable
    LoginOutcome countSource(String address) {
        try {
            Duration wait = throttle.takeSource(address, limits);
            return wait.isZero() ? null : new LoginOutcome.Throttled(Reason.of("login.source-throttled"), wait);
        } catch (SessionsUnavailableException unavailable) {
            return new LoginOutcome.Unavailable(NOT_COUNTED, unavailable.retryAfter());
        }
    }

    /** Verifies an attempt that {@link #countSource} has counted. */
    LoginOutcome checkCounted(String name, String password, String address) {
        try {
            return counted(name, password, address);
        } catch (SessionsUnavailableException unavailable) {
            // An attempt that cannot be counted is not allowed.
            return new LoginOutcome.Unavailable(NOT_COUNTED, unavailable.retryAfter());
        }
    }

    private LoginOutcome counted(String name, String password, String address) throws SessionsUnavailableException {
        LoginThrottle.Account account = throttle.account(name, address);
        Duration wait = throttle.takeAccount(account, limits);
        if (!wait.isZero()) {
            return accountThrottled(wait);
        }
        LoginOutcome outcome = BUSY;
        if (hashing.enter()) {
            try {
                outcome = checked(name, password, address, account);
            } catch (UsersUnavailableException unavailable) {
                outcome = NO_DIRECTORY;
            } finally {
                hashing.leave();
            }
        }
        if (outcome instanceof LoginOutcome.Unavailable) {
            throttle.giveBack(account, limits);
        }
        return outcome;
    }

    private LoginOutcome checked(String name, String password, String address, LoginThrottle.Account account)
            throws UsersUnavailableException, SessionsUnavailableException {
        User user = users.find(name).orElse(null);
        LoginThrottle.Account other = null;
        if (user != null && !LoginThrottle.canonical(user.name()).equals(LoginThrottle.canonical(name))) {
            // The directory knows the account under another spelling; attempts on both spellings count
            // together.
            other = throttle.account(user.name(), address);
            Duration wait = throttle.takeAccount(other, limits);
            if (!wait.isZero()) {
                return accountThrottled(wait);
            }
        }
        Boolean right = null;
        try {
            right = hashing.inTurn(() -> users.matches(user, password)).orElse(null);
        } finally {
            if (right == null && other != null) {
                throttle.giveBack(other, limits);
            }
        }
        if (right == null) {
            return BUSY;
        }
        if (user == null) {
            return UNKNOWN;
        }
        if (!right) {
            return user.passwordHash() == null ? NO_PASSWORD : WRONG;
        }
        if (user.disabled()) {
            return DISABLED;
        }
        throttle.succeeded(account, name, address);
        return new LoginOutcome.Passed(user);
    }

    private static LoginOutcome accountThrottled(Duration wait) {
        return new LoginOutcome.Throttled(Reason.of("login.account-throttled"), wait);
    }
}
