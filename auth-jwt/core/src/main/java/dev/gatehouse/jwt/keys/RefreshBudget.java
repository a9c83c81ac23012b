package dev.gatehouse.jwt.keys;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Decides which unknown keys may cause a fetch. Names of keys are free for clients to invent, so two things are kept
 * apart.
 *
 * <p>Three fetches a minute are for any unknown key. One that was recently missing leaves the last of them to others.
 *
 * <p>Three more, and one every ten seconds, are the reserve for a key that was really published: it is asked for again
 * after an answer of 503, or by a source that has asked for no invented key in the last minute. A source whose use of
 * the reserve was in vain cannot use it again for a minute, and neither can that key. So invented names cannot use up
 * what a rotation needs. A fetch serves all requests, whichever caused it. Not thread-safe: the owner guards it.
 */
final class RefreshBudget {

    /** What paid for a fetch. */
    enum Grant {
        USUAL,
        RESERVE
    }

    private static final int MAX_REMEMBERED = 1_000;
    private static final Duration LIFE = Duration.ofSeconds(60);
    private static final int IPV6_NETWORK = 8;
    private static final String UNKNOWN = "";

    private final Scheduler clock;
    private final RefreshRateLimit usual = new RefreshRateLimit();
    private final RefreshRateLimit reserve = new RefreshRateLimit(Duration.ofSeconds(10), Duration.ZERO);
    private final Cache<Object, Boolean> missing;
    private final Cache<Object, Boolean> undecided;
    private final Cache<String, Boolean> inventors;
    private final Cache<String, Boolean> barred;

    RefreshBudget(Scheduler clock) {
        this.clock = clock;
        this.missing = memory(clock);
        this.undecided = memory(clock);
        this.inventors = memory(clock);
        this.barred = memory(clock);
    }

    private static <K> Cache<K, Boolean> memory(Scheduler clock) {
        return Caffeine.newBuilder()
                .maximumSize(MAX_REMEMBERED)
                .expireAfterWrite(LIFE)
                .ticker(clock::nanos)
                .executor(Runnable::run)
                .build();
    }

    /**
     * Takes one fetch.
     *
     * @param withdrawn whether the issuer has withdrawn the key
     * @return {@code null} if none is allowed
     */
    @Nullable
    Grant take(KeyQuery query, boolean withdrawn) {
        long now = clock.nanos();
        boolean lost = withdrawn || missing.getIfPresent(query.subject()) != null;
        if (usual.take(now, lost ? 1 : 0)) {
            return Grant.USUAL;
        }
        return !lost && credible(query) && reserve.take(now, 0) ? Grant.RESERVE : null;
    }

    private boolean credible(KeyQuery query) {
        String source = network(query.source());
        return barred.getIfPresent(source) == null
                && (undecided.getIfPresent(query.subject()) != null
                        || (!source.equals(UNKNOWN) && inventors.getIfPresent(source) == null));
    }

    /** Records that a set fetched after the request does not have the key. */
    void inVain(KeyQuery query, @Nullable Grant grant) {
        String source = network(query.source());
        missing.put(query.subject(), Boolean.TRUE);
        inventors.put(source, Boolean.TRUE);
        if (grant == Grant.RESERVE) {
            barred.put(source, Boolean.TRUE);
        }
    }

    /** Records that a request got no answer. */
    void undecided(KeyQuery query) {
        undecided.put(query.subject(), Boolean.TRUE);
    }

    /** One customer has a whole /64 network of IPv6 and could otherwise be a new source for each request. */
    private static String network(RequestSource source) {
        String address = source.address();
        if (address == null || address.indexOf(':') < 0) {
            return address == null ? UNKNOWN : address;
        }
        try {
            return InetAddress.getByName(address) instanceof Inet6Address six
                    ? HexFormat.of().formatHex(Arrays.copyOf(six.getAddress(), IPV6_NETWORK))
                    : address;
        } catch (UnknownHostException notAnAddress) {
            return address;
        }
    }
}
