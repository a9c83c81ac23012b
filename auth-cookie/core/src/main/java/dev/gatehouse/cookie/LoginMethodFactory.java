package dev.gatehouse.cookie;

import dev.gatehouse.spi.MechanismContext;
import dev.gatehouse.spi.settings.Setting;
import dev.gatehouse.spi.settings.SettingException;
import dev.gatehouse.spi.stability.Incubating;
import java.util.List;
import java.util.Optional;

/**
 * Creates a {@link LoginMethod} from settings. It is found with {@link java.util.ServiceLoader}. An implementation is
 * public and has a public constructor without parameters. Thread-safe.
 *
 * @since 0.1
 */
@Incubating
public interface LoginMethodFactory {

    /** Returns the settings of the method, which become settings of the mechanism {@code cookie}. */
    List<Setting<?>> settings();

    /**
     * Returns the method; empty if the settings do not switch it on. To be on the class path must not be enough.
     *
     * @param context the context of the mechanism {@code cookie}
     * @param logins opens the sessions
     * @throws SettingException if a setting is invalid; the start is then refused
     */
    Optional<LoginMethod> create(MechanismContext context, LocalLogins logins);
}
