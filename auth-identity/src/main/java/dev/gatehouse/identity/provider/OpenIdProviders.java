package dev.gatehouse.identity.provider;

import dev.gatehouse.identity.service.CallerDetails;
import dev.gatehouse.jwt.ClaimMapping;
import dev.gatehouse.jwt.IssuerPolicy;
import dev.gatehouse.spi.Health;
import dev.gatehouse.spi.Measurement;
import dev.gatehouse.spi.MechanismContext;
import dev.gatehouse.spi.stability.Internal;
import dev.gatehouse.support.retry.BackgroundThreads;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The providers of one configuration, each with its client and its verifier, and the threads that they share.
 * Thread-safe.
 *
 * @since 0.1
 */
@Internal
public final class OpenIdProviders implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(OpenIdProviders.class);

    /**
     * One provider.
     *
     * @param client sends requests to it
     * @param verifier verifies its tokens
     * @param idTokens the rules for its ID tokens
     * @param callers how its tokens become callers
     */
    public record Entry(ProviderClient client, LoginVerifier verifier, IssuerPolicy idTokens, ClaimMapping callers) {
        /** Rejects {@code null}. */
        public Entry {
            Objects.requireNonNull(client, "client");
            Objects.requireNonNull(verifier, "verifier");
            Objects.requireNonNull(idTokens, "idTokens");
            Objects.requireNonNull(callers, "callers");
        }
    }

    private final BackgroundThreads threads;
    private final Map<String, Entry> entries;
    private final List<OpenIdClient> clients;

    private OpenIdProviders(BackgroundThreads threads, Map<String, Entry> entries, List<OpenIdClient> clients) {
        this.threads = threads;
        this.entries = Collections.unmodifiableMap(entries);
        this.clients = List.copyOf(clients);
    }

    /**
     * Creates the providers of {@link LoginProviderSettings}.
     *
     * @throws dev.gatehouse.spi.settings.SettingException if a provider cannot be used
     */
    public static OpenIdProviders create(MechanismContext context) {
        List<ConfiguredProvider> configured = LoginProviderSettings.providers(context.settings());
        BackgroundThreads threads = new BackgroundThreads(
                "gatehouse-login",
                "gatehouse-login-http",
                defect -> LOG.error("a background task for a provider failed unexpectedly", defect));
        Map<String, Entry> entries = new LinkedHashMap<>();
        List<OpenIdClient> clients = new ArrayList<>();
        OpenIdProviders providers = null;
        try {
            for (ConfiguredProvider each : configured) {
                OpenIdClient client = OpenIdClient.create(each.provider(), context, threads);
                clients.add(client);
                LoginVerifier verifier = verifier(each, context);
                entries.put(each.provider().alias(), new Entry(client, verifier, each.idTokens(), each.callers()));
            }
            providers = new OpenIdProviders(threads, entries, clients);
            return providers;
        } finally {
            if (providers == null) {
                entries.values().forEach(entry -> entry.verifier().close());
                threads.close();
            }
        }
    }

    private static LoginVerifier verifier(ConfiguredProvider configured, MechanismContext context) {
        if (configured.service() == null) {
            return OpenIdVerifier.start(configured, context);
        }
        // It starts no thread before it is asked, so nothing is left behind if the rules cannot be used.
        CallerDetails details = CallerDetails.create(configured.service(), context);
        return new ServiceLoginVerifier(OpenIdVerifier.start(configured, context), details);
    }

    /** Returns the providers by their aliases, in their order. Unmodifiable. */
    public Map<String, Entry> byAlias() {
        return entries;
    }

    /**
     * Returns the directories of people: the issuers, and what the names of their people begin with.
     *
     * @throws IllegalStateException if two providers with one issuer give its names different prefixes
     */
    public Map<String, String> directories() {
        Map<String, String> directories = new LinkedHashMap<>();
        for (Entry entry : entries.values()) {
            String issuer = entry.idTokens().issuer();
            String prefix = entry.callers().namePrefix();
            String other = directories.putIfAbsent(issuer, prefix);
            if (other != null && !other.equals(prefix)) {
                throw new IllegalStateException("two providers of auth.login have the issuer " + issuer
                        + " and different settings name-prefix; set the same prefix for both");
            }
        }
        return directories;
    }

    /** Begins to fetch the metadata of all providers. */
    public void start() {
        clients.forEach(OpenIdClient::warmUp);
    }

    /** Returns the health of the providers. Sessions do not depend on it. */
    public Health health() {
        List<String> details = new ArrayList<>();
        boolean up = true;
        for (Entry entry : entries.values()) {
            for (Health health :
                    List.of(entry.client().health(), entry.verifier().health())) {
                up &= health.state() == Health.State.UP;
                if (!health.detail().isEmpty()) {
                    details.add(health.detail());
                }
            }
        }
        return new Health(up ? Health.State.UP : Health.State.DEGRADED, String.join("; ", details));
    }

    /** Returns figures about the keys of each provider at this time. */
    public List<Measurement> measurements() {
        List<Measurement> all = new ArrayList<>();
        entries.forEach((alias, entry) ->
                entry.verifier().measurements().forEach(each -> all.add(each.with("provider", alias))));
        return List.copyOf(all);
    }

    /** Stops background work. */
    @Override
    public void close() {
        entries.values().forEach(entry -> entry.verifier().close());
        threads.close();
    }
}
