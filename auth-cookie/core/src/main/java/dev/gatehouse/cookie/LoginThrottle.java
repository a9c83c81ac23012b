package dev.gatehouse.cookie;

import dev.gatehouse.cookie.sessions.LoginAttempts;
import dev.gatehouse.cookie.sessions.StoredSessions;
import dev.gatehouse.cookie.users.UserNames;
import dev.gatehouse.spi.MechanismContext;
import dev.gatehouse.spi.SessionsUnavailableException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Counts the tries to log in, by account and by client address, each before its password is checked, so that tries at the same time are counted too.
 *
 * <p>Each pair of account and address has a count of its own. All addresses that never logged in to an account share a wider one besides, so that guesses from one place can't keep the owner
 * out of another, and guesses from many places are bounded all the same. An address that logged in before does not take part in it. Thread-safe.
 */
final class LoginThrottle {

    private static final int MAX_KEYS = 50_000;
    private static final Duration FAMILIAR = Duration.ofDays(30);

    private final LoginAttempts accounts;
    private final LoginAttempts sources;

    /** Makes a throttle of this process alone. */
    LoginThrottle(LongSupplier nanoTime) {
        this(nanoTime, MAX_KEYS);
    }

    LoginThrottle(LongSupplier nanoTime, int maxKeys) {
        this(new MemoryLoginAttempts(nanoTime, maxKeys), new MemoryLoginAttempts(nanoTime, maxKeys));
    }

    /** Makes a throttle that counts in these; they may be the same. */
    LoginThrottle(LoginAttempts accounts, LoginAttempts sources) {
        this.accounts = accounts;
        this.sources = sources;
    }

    /** Returns the throttle of a host: nodes that share their sessions share the counts of tries too, and those in memory outlive a reload. */
    static LoginThrottle of(MechanismContext context) {
        if (context.sessions() instanceof StoredSessions stored
                && stored.loginAttempts().isPresent()) {
            LoginAttempts shared = stored.loginAttempts().get();
            return new LoginThrottle(shared, shared);
        }
        return context.sharedState("throttle", LoginThrottle.class, () -> new LoginThrottle(System::nanoTime));
    }

    /**
     * Which counts the tries of a name from an address go to.
     *
     * @param pair that of the name and the address
     * @param strangers that of the name from all addresses that never logged in; {@code null} when this one did
     */
    record Account(LoginAttempts.Key pair, LoginAttempts.@Nullable Key strangers) {}

    /** Returns which counts the tries of a name from an address go to. */
    Account account(String name, String address) throws SessionsUnavailableException {
        LoginAttempts.Key pair = pair(name, address);
        boolean known = accounts.remembers(pair);
        return new Account(pair, known ? null : key("account", canonical(name), ""));
    }

    /** Takes a try of an account; zero when it was taken, else how long to wait. */
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

    /** Takes a try of a client address; zero when it was taken, else how long to wait. */
    Duration takeSource(String address, LoginLimits limits) throws SessionsUnavailableException {
        return sources.take(key("source", network(address), ""), limits.source());
    }

    /** Gives a try of an account back for which no password was checked. */
    void giveBack(Account account, LoginLimits limits) throws SessionsUnavailableException {
        accounts.giveBack(account.pair(), limits.account());
        if (account.strangers() != null) {
            accounts.giveBack(account.strangers(), limits.strangers());
        }
    }

    /** Notes a login that succeeded: the count of account and address begins anew, those of the address and of strangers go on. */
    void succeeded(Account account, String name, String address) throws SessionsUnavailableException {
        accounts.reset(account.pair());
        accounts.remember(pair(name, address), FAMILIAR);
    }

    /** Returns the spelling under which tries are counted: whatever a directory might take for the same name counts as the same. */
    static String canonical(String name) {
        return UserNames.fold(Normalizer.normalize(name, Normalizer.Form.NFKC)).strip();
    }

    private static LoginAttempts.Key pair(String name, String address) {
        return key("pair", canonical(name), network(address));
    }

    // One customer holds a whole /64 and could otherwise count anew with each of its addresses.
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
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] hash = digest.digest((kind + "\n" + one + "\n" + other).getBytes(StandardCharsets.UTF_8));
            ByteBuffer bytes = ByteBuffer.wrap(hash);
            return new LoginAttempts.Key(bytes.getLong(), bytes.getLong());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
