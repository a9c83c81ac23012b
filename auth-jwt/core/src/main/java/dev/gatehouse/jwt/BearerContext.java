package dev.gatehouse.jwt;

import dev.gatehouse.jwt.keys.KeyThreads;
import dev.gatehouse.jwt.keys.Scheduler;
import dev.gatehouse.jwt.provider.ProviderAccess;
import dev.gatehouse.spi.Health;
import dev.gatehouse.spi.MechanismContext;
import dev.gatehouse.spi.settings.Settings;
import dev.gatehouse.spi.stability.Internal;
import dev.gatehouse.support.http.BoundedHttp;
import dev.gatehouse.support.retry.BackgroundThreads;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What all mechanisms that take bearer tokens share in one configuration: the tokens, the threads and the HTTP client
 * that fetch keys, the file of revoked tokens. The settings are those of {@link BearerSettings}. Mechanisms add their
 * issuers while they are created; {@link #start} comes after that. Thread-safe.
 *
 * @since 0.1
 */
@Internal
public final class BearerContext implements AutoCloseable {

    private static final Duration SWEEP = Duration.ofMinutes(1);

    private final BearerTokens tokens;
    private final BackgroundThreads background = KeyThreads.threads();
    private final Scheduler clock;
    private final BoundedHttp http;
    private final @Nullable Path revocationsFile;
    private final boolean sweeps;
    private final Set<String> issuers = ConcurrentHashMap.newKeySet();
    private final FileRevocations revocations = new FileRevocations();
    private final Set<String> twice = ConcurrentHashMap.newKeySet();
    private boolean checked;
    private boolean started;

    private BearerContext(MechanismContext context, long cacheBytes, @Nullable Path revocationsFile) {
        this.clock = Scheduler.system(background, context.clock());
        this.tokens = new BearerTokens(context.clock(), cacheBytes);
        this.http = new BoundedHttp(background, context.httpConnectTimeout(), context.httpTimeout());
        this.revocationsFile = revocationsFile;
        this.sweeps = cacheBytes > 0;
    }

    /** Returns the instance that the configuration of this context shares. */
    public static BearerContext of(MechanismContext context) {
        Settings settings = context.settings();
        return context.snapshotState(
                "bearer",
                BearerContext.class,
                () -> new BearerContext(
                        context,
                        settings.get(BearerSettings.CACHE_BYTES),
                        settings.find(BearerSettings.REVOCATIONS_FILE).orElse(null)));
    }

    /** Returns an instance that is not shared. */
    static BearerContext alone(MechanismContext context, long cacheBytes, @Nullable Path revocationsFile) {
        return new BearerContext(context, cacheBytes, revocationsFile);
    }

    BearerTokens tokens() {
        return tokens;
    }

    public Scheduler clock() {
        return clock;
    }

    BackgroundThreads background() {
        return background;
    }

    /**
     * Returns the HTTP client for one issuer.
     *
     * @param policy says how the issuer is reached
     * @param place the configured URL that is asked
     * @throws IllegalArgumentException if a file of certificates cannot be used
     */
    public BoundedHttp http(IssuerPolicy policy, URI place) {
        ProviderAccess access = policy.access();
        return access.isDefault() ? http : http.by(access.route(place));
    }

    /** Adds an issuer whose tokens are verified with its keys. */
    void add(TrustedIssuer issuer) {
        added(issuer.name(), tokens.add(issuer));
    }

    /** Adds an issuer whose tokens are introspected. */
    public void addIntrospected(String issuer) {
        added(issuer, tokens.addIntrospected(issuer));
    }

    private void added(String issuer, boolean isNew) {
        issuers.add(issuer);
        if (!isNew) {
            // The host refuses this and names both mechanisms; otherwise start() does.
            twice.add(issuer);
        }
    }

    /** Returns the check against the shared file and one mechanism's own list. */
    public RevocationCheck revocations(@Nullable TokenRevocations own) {
        List<TokenRevocations> lists = new ArrayList<>();
        if (own != null) {
            lists.add(own);
        }
        if (revocationsFile != null) {
            lists.add(revocations);
        }
        return lists.isEmpty() ? RevocationCheck.NONE : new RevocationCheck(lists);
    }

    /**
     * Reads the revocations file, without watching it. Later calls do nothing.
     *
     * @throws IllegalArgumentException if the file cannot be used
     * @throws IllegalStateException if two mechanisms have the same issuer
     */
    synchronized void check() {
        if (!twice.isEmpty()) {
            throw new IllegalStateException("two mechanisms are configured for the issuer " + String.join(", ", twice));
        }
        if (checked) {
            return;
        }
        if (revocationsFile != null) {
            // Only now are all issuers known that a line may name.
            revocations.read(new RevocationsFile(
                    revocationsFile,
                    name -> issuers.contains(name) || tokens.knows(name),
                    clock,
                    background.workers()));
        }
        checked = true;
    }

    /**
     * Schedules recurring tasks. Later calls do nothing.
     *
     * @throws IllegalArgumentException as {@link #check()}, which it calls
     * @throws IllegalStateException as {@link #check()}
     */
    synchronized void start() {
        check();
        if (started) {
            return;
        }
        started = true;
        revocations.watch();
        if (sweeps) {
            scheduleSweep();
        }
    }

    private void scheduleSweep() {
        clock.after(SWEEP, () -> {
            tokens.sweep();
            scheduleSweep();
        });
    }

    @Override
    public void close() {
        background.close();
    }

    /** The content of the file. Until it has been read, the status of every token is unknown. */
    private static final class FileRevocations implements TokenRevocations {

        private volatile @Nullable RevocationsFile file;

        void read(RevocationsFile read) {
            file = read;
        }

        void watch() {
            RevocationsFile read = file;
            if (read != null) {
                read.watch();
            }
        }

        @Override
        public Status status(VerifiedToken token) {
            RevocationsFile read = file;
            return read == null ? Status.UNKNOWN : read.status(token);
        }

        @Override
        public Health health() {
            RevocationsFile read = file;
            return read == null
                    ? new Health(Health.State.DOWN, "the revocations file has not been read")
                    : read.health();
        }
    }
}
