package dev.gatehouse.cookie;

import dev.gatehouse.cookie.sessions.AttemptLimit;
import dev.gatehouse.cookie.sessions.LoginAttempts;
import dev.gatehouse.cookie.sessions.StoredSessions;
import dev.gatehouse.cookie.users.UserNames;
import dev.gatehouse.spi.MechanismContext;
import dev.gatehouse.spi.SessionsUnavailableException;
import dev.gatehouse.support.Sha256;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Counts login attempts by account and by client address. Each attempt is counted before its password is verified, so
 * that concurrent attempts count as well.
 *
 * <p>Each pair of account and address has its own count. All addresses that have never logged in to an account share a
 * second, wider count: guesses from one address can't lock the owner out of another address, and guesses from many
 * addresses are still limited. A known address is not part of the shared count. Thread-safe.
 */
final class LoginThrottle {

    private static final int MAX_KEYS = 50_000;
    private static final Duration FAMILIAR = Duration.ofDays(30);

    private final LoginAttempts accounts;
    private final LoginAttempts sources;

    /** Creates a throttle for this process only. */
    LoginThrottle(LongSupplier nanoTime) {
        this(nanoTime, MAX_KEYS);
    }

    LoginThrottle(LongSupplier nanoTime, int maxKeys) {
        this(new MemoryLoginAttempts(nanoTime, maxKeys), new MemoryLoginAttempts(nanoTime, maxKeys));
    }

    /** Creates a throttle with these counts; they may be the same object. */
    LoginThrottle(LoginAttempts accounts, LoginAttempts sources) {
        this.accounts = accounts;
        this.sources = sources;
    }

    /**
     * Returns the throttle of a host. Nodes that share sessions share the counts of attempts; counts in memory outlive
     * a reload.
     */
    static LoginThrottle of(MechanismContext context) {
        if (context.sessions() instanceof StoredSessions stored
                && stored.loginAttempts().isPresent()) {
            LoginAttempts shared = stored.loginAttempts().get();
            return new LoginThrottle(shared, shared);
        }
        return context.sharedState("throttle", LoginThrottle.class, () -> new LoginThrottle(System::nanoTime));
    }

    /**
     * The counts for attempts with a name from an address.
     *
     * @param pair the count of the name and the address
     * @param strangers the count of the name for all unknown addresses; {@code null} if this address is known
     */
    record Account(LoginAttempts.Key pair, LoginAttempts.@Nullable Key strangers) {}

    /** Returns the counts for attempts with a name from an address. */
    Account account(String name, String address) throws SessionsUnavailableException {
        LoginAttempts.Key pair = pair(name, address);
        boolean known = accounts.remembers(pair);
        return new Account(pair, known ? null : key("account", canonical(name), ""));
    }

    /** Counts an attempt on an account. Returns zero if it is allowed, or how long to wait otherwise. */
    Duration takeAccount(Account account, LoginLimits limits) throws SessionsUnavailableException {
        Duration wait = accounts.take(account.pair(), limits.account());
        if (wait.isZero() && account.strangers() != null) {
            wait = accounts.take(account.strangers(), limits.strangers());
            if (!wait.isZero()) {
                accounts.giveBack(account.pair(), limits.account());
            }
        }
        return wait;
    }

    /** Counts an attempt from a client address. Returns zero if it is allowed, or how long to wait otherwise. */
    Duration takeSource(String address, LoginLimits limits) throws SessionsUnavailableException {
        return sources.take(key("source", network(address), ""), limits.source());
    }

    /**
     * Returns whether a key is used for the first time within a time. It is counted like an attempt, of which there is
     * one: so it is exact on all nodes, and while there is no room for another key, a new one may get {@code false}.
     */
    boolean once(String key, Duration time) throws SessionsUnavailableException {
        return sources.take(key("once", key, ""), new AttemptLimit(1, time)).isZero();
    }

    /** Takes back an attempt on an account for which no password was verified. */
    void giveBack(Account account, LoginLimits limits) throws SessionsUnavailableException {
        accounts.giveBack(account.pair(), limits.account());
        if (account.strangers() != null) {
            accounts.giveBack(account.strangers(), limits.strangers());
        }
    }

    /**
     * Records a successful login. The count of account and address restarts; those of the address and of unknown
     * addresses continue.
     */
    void succeeded(Account account, String name, String address) throws SessionsUnavailableException {
        accounts.reset(account.pair());
        accounts.remember(pair(name, address), FAMILIAR);
    }

    /**
     * Returns the spelling under which attempts are counted. Names that some directory might treat as equal have the
     * same one.
     */
    static String canonical(String name) {
        return UserNames.fold(Normalizer.normalize(name, Normalizer.Form.NFKC)).strip();
    }

    private static LoginAttempts.Key pair(String name, String address) {
        return key("pair", canonical(name), network(address));
    }

    // A single customer has a whole /64 network and could otherwise restart the count with each address.
    private static String network(String address) {
        if (address.indexOf(':') < 0) {
            return address;
        }
        try {
            return InetAddress.getByName(address) instanceof Inet6Address six
                    ? HexFormat.of().formatHex(Arrays.copyOf(six.getAddress(), 8))
                    : address;
        } catch (UnknownHostException notAnAddress) {
            return address;
        }
    }

    private static LoginAttempts.Key key(String kind, String one, String other) {
        ByteBuffer hash =
                ByteBuffer.wrap(Sha256.of((kind + "\n" + one + "\n" + other).getBytes(StandardCharsets.UTF_8)));
        return new LoginAttempts.Key(hash.getLong(), hash.getLong());
    }
}
