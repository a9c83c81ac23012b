package dev.gatehouse.samples.tasklist;

import dev.gatehouse.spi.Health;
import dev.gatehouse.spi.settings.SettingException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The configuration in effect, and whether the last reload was refused. Thread-safe. */
final class Configuration {

    private static final Logger LOG = LoggerFactory.getLogger(Configuration.class);

    private final Runnable reload;
    private volatile Health health = Health.up();

    /**
     * Creates it for a configuration that was accepted.
     *
     * @param reload reads the settings again; throws a {@link SettingException} and changes nothing if they are invalid
     */
    Configuration(Runnable reload) {
        this.reload = reload;
    }

    /**
     * Reads the settings again.
     *
     * @return why they were refused, without secrets; {@code null} if they are in effect
     */
    synchronized @Nullable String reload() {
        try {
            reload.run();
        } catch (SettingException refused) {
            return refused(String.valueOf(refused.getMessage()));
        } catch (RuntimeException failure) {
            // Its message may come from a library, which does not know what is secret.
            LOG.debug("reload failed", failure);
            return refused("it cannot be built (" + failure.getClass().getSimpleName() + ")");
        }
        LOG.info("reloaded the configuration");
        health = Health.up();
        return null;
    }

    private String refused(String why) {
        LOG.error("the new configuration was refused, the previous one stays in effect: {}", why);
        health = new Health(
                Health.State.DEGRADED, "the last reload was refused, the previous settings stay in effect: " + why);
        return why;
    }

    /** Returns {@link Health.State#DEGRADED} while the last reload was refused. */
    Health health() {
        return health;
    }
}
