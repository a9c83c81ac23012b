package dev.gatehouse.jwt.keys;

import dev.gatehouse.spi.Health;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells operators what is in an issuer's key set, once for each content. Not thread-safe: fetches come one by one. */
final class KeySetReport {

    private static final Logger LOG = LoggerFactory.getLogger(KeySetReport.class);
    private static final int MAX_TOLD = 10;

    private final String issuer;
    private final Predicate<KeySet> news;
    private List<VerificationKey> keys = List.of();
    /** {@code null} until the first set. */
    private @Nullable List<String> unused;

    private int published;

    /** @param news whether the content of a set has not been logged yet */
    KeySetReport(String issuer, Predicate<KeySet> news) {
        this.issuer = issuer;
        this.news = news;
    }

    /** @param recovered whether the fetch before this one failed */
    void tell(KeySet set, boolean recovered) {
        boolean changed = !keys.equals(set.keys()) || !set.unused().equals(unused);
        if (set.isEmpty()) {
            if (changed) {
                LOG.warn(
                        "issuer {}: no usable key in its key set, so its tokens cannot be verified (503): {}",
                        issuer,
                        why(set));
            }
        } else {
            tellUsable(set, changed, recovered);
        }
        if (set.isCut() && published != set.published()) {
            LOG.warn("issuer {}: {}", issuer, cut(set));
        }
        keys = set.keys();
        unused = set.unused();
        published = set.published();
    }

    private void tellUsable(KeySet set, boolean changed, boolean recovered) {
        boolean isNew = changed && news.test(set);
        if (isNew || recovered) {
            int shortKeys = isNew ? set.shortRsaKeys() : 0;
            LOG.info(
                    "issuer {}: {} usable keys{}{}",
                    issuer,
                    set.keys().size(),
                    shortKeys == 0 ? "" : ", " + shortKeys + " of them RSA keys below the recommended 3072 bits",
                    set.unused().isEmpty() ? "" : "; not used: " + bounded(set.unused()));
        }
        if (isNew && !set.skipped().isEmpty()) {
            LOG.warn("issuer {}: skipped unusable keys: {}", issuer, bounded(set.skipped()));
        }
    }

    /** Returns the health of an issuer that has this set. */
    static Health health(String issuer, KeySet set) {
        if (set.isEmpty()) {
            return new Health(Health.State.DOWN, "issuer " + issuer + ": no usable key in its key set: " + why(set));
        }
        return set.isCut() ? new Health(Health.State.DEGRADED, "issuer " + issuer + ": " + cut(set)) : Health.up();
    }

    private static String why(KeySet set) {
        return set.published() == 0 ? "the set is empty" : bounded(set.unused());
    }

    private static String cut(KeySet set) {
        return "its key set has " + set.published() + " keys, and only the first " + KeySetReader.MAX_KEYS
                + " are used; tokens of the others cannot be verified (503)";
    }

    private static String bounded(List<String> reasons) {
        String first = String.join(", ", reasons.subList(0, Math.min(reasons.size(), MAX_TOLD)));
        return reasons.size() <= MAX_TOLD ? first : first + " and " + (reasons.size() - MAX_TOLD) + " more";
    }
}
