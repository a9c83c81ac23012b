package dev.gatehouse.jwt;

import dev.gatehouse.spi.MechanismContext;
import dev.gatehouse.spi.settings.Secret;
import dev.gatehouse.spi.settings.Setting;
import dev.gatehouse.spi.settings.Settings;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The settings for DPoP that each mechanism for bearer tokens has under a prefix of its own, such as {@code auth.jwt.dpop}.
 * What all of them share is in {@link BearerSettings}. Immutable and thread-safe.
 */
public final class DpopSettings {

    private static final int MIN_SECRET = 32;

    private final Setting<DpopMode> mode;
    private final Setting<Set<SigningAlgorithm>> algorithms;

    private DpopSettings(String prefix) {
        this.mode = Setting.choice(
                        prefix + ".dpop",
                        "Proof of possession by DPoP (RFC 9449). off: tokens that are bound to a key are refused; accepted: they need their proof, and other tokens are bearer tokens; required: every token must be bound to a key or to a client certificate.",
                        DpopMode.class)
                .defaultsTo("accepted");
        this.algorithms = Setting.of(
                        prefix + ".dpop-algorithms",
                        "list of asymmetric algorithms",
                        "The algorithms that DPoP proofs may be signed with.",
                        text -> asymmetric(prefix, text))
                .defaultsTo("ES256, PS256, RS256");
    }

    /**
     * Declares the settings of one mechanism.
     *
     * @param prefix what the keys begin with, such as {@code auth.jwt}
     */
    public static DpopSettings under(String prefix) {
        return new DpopSettings(prefix);
    }

    /** Returns all settings, for {@link dev.gatehouse.spi.AuthenticationMechanismFactory#settings()}. */
    public List<Setting<?>> all() {
        return List.of(mode, algorithms);
    }

    /**
     * Returns the check that these settings describe. What it remembers belongs to the host and outlives a reload.
     *
     * @throws dev.gatehouse.spi.settings.SettingException if a setting can't be used
     */
    public ProofOfPossession start(MechanismContext context) {
        Settings settings = context.settings();
        boolean nonces = settings.get(BearerSettings.NONCE);
        DpopNonces nonceSource = nonces ? new DpopNonces(key(settings, context)) : null;
        if (settings.get(mode) == DpopMode.OFF) {
            return ProofOfPossession.withoutDpop();
        }
        DpopRules rules = new DpopRules(
                settings.get(mode),
                settings.get(algorithms),
                settings.get(BearerSettings.PROOF_AGE),
                settings.get(BearerSettings.PROOF_CLOCK_SKEW));
        int size = settings.get(BearerSettings.REPLAY_SIZE);
        // A proof that one mechanism has accepted must not be good for another one.
        ReplayStore replays = context.sharedState("dpop-proofs", ReplayStore.class, () -> new ReplayStore(size));
        replays.resize(size);
        return new ProofOfPossession(rules, context.clock(), replays, nonceSource);
    }

    private static DpopNonces.Key key(Settings settings, MechanismContext context) {
        Optional<Secret> secret = settings.find(BearerSettings.NONCE_SECRET);
        if (secret.isEmpty()) {
            return context.sharedState("dpop-nonce-key", DpopNonces.Key.class, DpopNonces.Key::random);
        }
        String value = secret.get().reveal();
        if (value.length() < MIN_SECRET) {
            throw settings.refuse(
                    BearerSettings.NONCE_SECRET,
                    "is too short; set it to at least " + MIN_SECRET + " random characters");
        }
        return new DpopNonces.Key(value.getBytes(StandardCharsets.UTF_8));
    }

    /** A shared secret proves nothing about who holds it. */
    private static Set<SigningAlgorithm> asymmetric(String prefix, String text) {
        Set<SigningAlgorithm> parsed =
                SigningAlgorithm.setting(prefix + ".any", "Any.").parse(text);
        for (SigningAlgorithm algorithm : parsed) {
            if (algorithm.name().startsWith("HS")) {
                throw new IllegalArgumentException("expected asymmetric algorithms, such as ES256");
            }
        }
        return parsed;
    }
}
